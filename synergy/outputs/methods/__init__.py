"""What was done in a run, ready to be pasted into a paper: ``methods.id.md``, ``methods.en.md``, ``references.bib``."""

from __future__ import annotations

from pathlib import Path

from synergy.findings.analysis import Analysis
from synergy.language import LANGUAGES, open_catalogue
from synergy.outputs.methods.references import bibliography, cited
from synergy.outputs.methods.text import methods_text


def write_methods(analysis: Analysis, folder: Path) -> None:
    """Write the methods text in every language, and the works that they cite."""
    keys: set[str] = set()
    for language in LANGUAGES:
        text = methods_text(analysis, open_catalogue(language))
        keys |= cited(text)
        (folder / f"methods.{language}.md").write_text(text, encoding="utf-8", newline="\n")
    (folder / "references.bib").write_text(bibliography(keys), encoding="utf-8", newline="\n")
