"""The package from Python: a study read, its tables as pandas, its network as networkx, its analysis."""

from __future__ import annotations

from pathlib import Path

from synergy import pipeline
from synergy.api.analysis import Analysis
from synergy.api.study import Study
from synergy.api.telling import telling
from synergy.networks import Network
from synergy.problems import InvalidInput, UnusablePlace

__all__ = ["Analysis", "InvalidInput", "Network", "Study", "UnusablePlace", "read"]


def read(place: str | Path, *, preset: str | None = None, encoding: str | None = None) -> Study:
    """Read and check a study.

    Parameters
    ----------
    place : a folder of CSV files, an XLSX workbook, or one file of stakeholders.
    preset : name or folder of a preset; overrides the study's own.
    encoding : of the CSV files; told by their content where None.

    Returns
    -------
    Study. Warnings do not stop it: they are in ``Study.problems``.

    Raises
    ------
    InvalidInput
        If the study has errors; its ``problems`` hold all of them, and a traceback tells each in English.
    UnusablePlace
        If the place cannot be read at all.

    Examples
    --------
    >>> from synergy.resources import bundled
    >>> study = read(bundled("data"))
    >>> study.actors.loc["A01", "sector"]
    'city_agency'
    """
    with telling():
        return Study(dataset=pipeline.read(Path(place), preset=preset, encoding=encoding))
