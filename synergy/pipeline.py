"""The road, one line a stage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from synergy.dataset.build import build_dataset
from synergy.dataset.records import Dataset
from synergy.findings import find
from synergy.findings.analysis import Analysis
from synergy.measures import measure
from synergy.networks import build_network
from synergy.outputs import write_all
from synergy.outputs.delivery import check_target, delivery
from synergy.settings import DEFAULTS
from synergy.tables import read_folder

__all__ = ["analyse", "check_target", "publish", "read"]

Progress = Callable[[str], None]


def read(study: Path, *, preset: str | None = None, encoding: str | None = None) -> Dataset:
    """Read and check a study.

    Parameters
    ----------
    study : a folder of tables.
    preset : name or folder of a preset; overrides the study's own.
    encoding : of the CSV files; told by their content where None.

    Raises
    ------
    InvalidInput
        With every problem of the study, if there is an error among them.
    UnusablePlace
        If the study cannot be read at all.
    """
    return build_dataset(read_folder(study, encoding=encoding), preset=preset)


def analyse(
    study: Path,
    *,
    preset: str | None = None,
    seed: int | None = None,
    encoding: str | None = None,
    progress: Progress = lambda step: None,
) -> Analysis:
    """Read a study, build its networks, measure them, and find what there is to say.

    Parameters are those of ``read``; ``seed`` overrides the study's own, ``progress`` is called with the
    code of each step as it begins.
    """
    progress("read")
    dataset = read(study, preset=preset, encoding=encoding)
    settings = DEFAULTS.with_overrides({**dataset.study.parameters, **({} if seed is None else {"seed": seed})})
    progress("measure")
    measured = measure(build_network(dataset), settings)
    progress("find")
    return find(measured, settings)


def publish(
    analysis: Analysis,
    out: Path,
    languages: tuple[str, ...],
    *,
    only: tuple[str, ...] | None = None,
    progress: Progress = lambda step: None,
) -> None:
    """Write the outputs of an analysis to ``out``, whole or not at all.

    Parameters
    ----------
    analysis : from ``analyse``.
    out : folder to write; an earlier result there is replaced.
    languages : of the documents; the first is the page's opening language.
    only : names of outputs to write; all where None.

    Raises
    ------
    UnusablePlace
        If the folder cannot be written.
    """
    progress("write")
    with delivery(out) as folder:
        write_all(analysis, folder, languages, only=only)
