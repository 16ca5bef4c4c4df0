"""The working paper for the coordination meeting, written once for every format.

Its order is that of a *telaahan staf*: main points, question, assumptions, facts, analysis,
conclusion, suggestions, annexes.
"""

from __future__ import annotations

from synergy import __version__
from synergy.findings.analysis import Analysis
from synergy.language import Catalogue
from synergy.outputs.briefing.analysis_part import analysis_part
from synergy.outputs.briefing.annexes import annexes
from synergy.outputs.briefing.closing import closing
from synergy.outputs.briefing.facts import facts
from synergy.outputs.briefing.opening import opening
from synergy.outputs.documents.blocks import Document, Figure

__all__ = ["briefing"]


def briefing(analysis: Analysis, words: Catalogue, figures: tuple[Figure, ...]) -> Document:
    """Write the briefing of an analysis in one language.

    Parameters
    ----------
    analysis : what the run knows.
    words : the catalogue of the language.
    figures : drawings, for the annexes.

    Returns
    -------
    Document, ready for any writer.
    """
    study = analysis.dataset.study
    title = words.own(study.title, study.title_en) or study.title or words.text("briefing.untitled")
    place = words.own(study.place, study.place_en) or study.place
    return Document(
        language=words.language,
        title=words.text("briefing.title"),
        subtitle=" · ".join(part for part in (title, place, study.period) if part),
        footer=words.text("briefing.footer", version=__version__),
        blocks=(
            *opening(analysis, words),
            *facts(analysis, words),
            *analysis_part(analysis, words),
            *closing(analysis, words),
            *annexes(analysis, words, figures),
        ),
    )
