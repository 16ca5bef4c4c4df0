"""The road, one line a stage."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from synergy.dataset.build import build_dataset
from synergy.dataset.cells import fold
from synergy.dataset.fit import as_table, fit
from synergy.dataset.records import Dataset
from synergy.findings import find, replanned
from synergy.findings.analysis import Analysis
from synergy.findings.plan import Wishes
from synergy.measures import measure
from synergy.networks import build_network
from synergy.outputs import reproduction, write_all
from synergy.outputs.delivery import check_target, delivery
from synergy.outputs.reproduction import Reproduction
from synergy.outputs.study.tables import write_csv_study
from synergy.problems import InvalidInput, Origin, Problem, Severity, UnusablePlace
from synergy.resources import bundled
from synergy.settings import DEFAULTS, Settings
from synergy.tables import read_folder
from synergy.tables.layouts import Imported, import_file
from synergy.tables.table import Tables

__all__ = [
    "analyse",
    "analyse_dataset",
    "check_target",
    "import_study",
    "plan_text",
    "publish",
    "read",
    "replanned",
    "reproduce",
    "wishes",
]

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
    return analyse_dataset(read(study, preset=preset, encoding=encoding), seed=seed, progress=progress)


def analyse_dataset(dataset: Dataset, *, seed: int | None = None, progress: Progress = lambda step: None) -> Analysis:
    """Build the networks of a checked study, measure them, and find what there is to say.

    Parameters
    ----------
    dataset : from ``read``.
    seed : of everything random; the study's own where None.
    progress : called with the code of each step as it begins.

    Raises
    ------
    InvalidInput
        If the study has no actors.
    """
    if not dataset.actors:  # only example rows so far: fit for a check, nothing to analyse
        raise InvalidInput([Problem(code="no-rows", severity=Severity.ERROR, origin=Origin("stakeholders"))])
    return _analyse(dataset, settings_of(dataset, seed), progress)


def _analyse(dataset: Dataset, settings: Settings, progress: Progress) -> Analysis:
    progress("measure")
    measured = measure(build_network(dataset), settings)
    progress("find")
    return find(measured, settings)


def settings_of(dataset: Dataset, seed: int | None = None) -> Settings:
    """Return the parameters of a run: the study's own over the defaults, and a seed over both."""
    return DEFAULTS.with_overrides({**dataset.study.parameters, **({} if seed is None else {"seed": seed})})


def wishes(
    dataset: Dataset, *, links: int, per_actor: int, never: Sequence[str] = (), always: Sequence[str] = ()
) -> Wishes:
    """Return what a plan of new links must keep to, with pairs as a person writes them.

    Parameters
    ----------
    dataset : a checked study.
    links : new links at most.
    per_actor : of them with any one actor.
    never, always : pairs "A--B", each end an id, a name or an alias.

    Raises
    ------
    UnusablePlace
        If a pair does not name two actors of the study.
    """
    return Wishes(
        links=links,
        per_actor=per_actor,
        forbidden=frozenset(_pair(text, dataset) for text in never),
        required=frozenset(_pair(text, dataset) for text in always),
    )


def _pair(text: str, dataset: Dataset) -> frozenset[str]:
    known: dict[str, set[str]] = {}
    for actor in dataset.actors:
        for name in (actor.name, actor.name_en, *actor.aliases):
            known.setdefault(fold(name), set()).add(actor.id)
    known |= {fold(actor.id): {actor.id} for actor in dataset.actors}
    ends = [end.strip() for end in text.split("--")]
    unknown = [end for end in ends if len(known.get(fold(end), ())) != 1]  # two of one name: never by guess
    found = [next(iter(known.get(fold(end), {""}))) for end in ends]
    if len(ends) != 2 or unknown or found[0] == found[1]:
        raise UnusablePlace("no-such-pair", text, name=unknown[0] if unknown else text)
    return frozenset(found)


def plan_text(analysis: Analysis, language: str | None) -> str:
    """Return a plan to read, or as JSON where no language is given."""
    from synergy.outputs.plan_report import plan_json
    from synergy.outputs.plan_report import plan_text as text_of

    return plan_json(analysis) if language is None else text_of(analysis, language)


def import_study(file: Path, out: Path, *, layout: str | None = None, encoding: str | None = None) -> Imported:
    """Make a study of a file of another program and write it to ``out``, whole or not at all.

    Parameters
    ----------
    file : the file.
    out : folder of the new study; must not exist or be empty.
    layout : name of the format; told by the content where None.
    encoding : of a text file; told by its content where None.

    Returns
    -------
    What came in, a note of all that was changed or left, and what a check says of the new study.

    Raises
    ------
    InvalidInput
        If the file is of no known format or holds what cannot be read.
    UnusablePlace
        If the file cannot be read or the folder not be written.
    """
    if not file.exists():
        raise UnusablePlace("no-file", file)
    check_new(out)
    imported = fit(import_file(file, layout, encoding))
    tables = {name: as_table(name, rows, imported.file) for name, rows in imported.tables.items()}
    imported = replace(imported, problems=build_dataset(Tables(place=str(out), tables=tables)).notices)
    with delivery(out, force=False) as folder:
        rows = {name: [row.cells for row in table.rows] for name, table in tables.items()}
        write_csv_study(rows, folder, imported.study)
    return imported


def check_new(out: Path) -> None:
    """Refuse a place for a new study that is a file, lies in no folder, or holds anything.

    Raises
    ------
    UnusablePlace
        If it is not fit for a new study.
    """
    if not out.parent.is_dir():
        raise UnusablePlace("no-parent-folder", out.parent)
    if out.exists() and not out.is_dir():
        raise UnusablePlace("out-is-file", out)
    if out.exists() and any(out.iterdir()):
        raise UnusablePlace("study-not-empty", out)


def publish(  # noqa: PLR0913  (what and where, and three choices by keyword)
    analysis: Analysis,
    out: Path,
    languages: tuple[str, ...],
    *,
    only: tuple[str, ...] | None = None,
    force: bool = False,
    progress: Progress = lambda step: None,
) -> tuple[str, ...]:
    """Write the outputs of an analysis to ``out``, whole or not at all.

    Parameters
    ----------
    analysis : from ``analyse``.
    out : folder to write.
    languages : of the documents; the first is the page's opening language.
    only : names of outputs to write; all where None.
    force : replace an earlier result of ours there.
    progress : called with the code of each step as it begins.

    Returns
    -------
    Codes of what could not be made as it should; see ``write_all``.

    Raises
    ------
    UnusablePlace
        If the folder cannot be written or holds what must not be replaced.
    """
    progress("write")
    with delivery(out, force=force) as folder:
        return write_all(analysis, folder, languages, only=only)


def reproduce(
    out: Path, study: Path | None = None, *, preset: str | None = None, progress: Progress = lambda step: None
) -> Reproduction:
    """Make a result again as its record says, in a temporary place, and compare every file.

    Parameters
    ----------
    out : an earlier result; it is left as it is.
    study : what it was made from; where None, looked for in the folders around ``out``, around the working
        directory and among the bundled studies, by the hashes of its files.
    preset : folder of the rules it was made with, where that is no bundled preset and the study does not name it.
    progress : called with the code of each step as it begins.

    Raises
    ------
    InvalidInput
        If the study, with a file added since, has errors.
    UnusablePlace
        If there is no record, or no study as recorded is found.
    """
    recorded = reproduction.read_record(out)
    place = _study_of(recorded, out) if study is None else study
    if not place.exists():
        raise UnusablePlace("no-folder", place)
    found = Reproduction(
        study=place,
        versions=reproduction.other_versions(recorded),
        inputs=reproduction.changed_inputs(recorded, place),
        rules={},
        files={},
    )
    if found.inputs:
        return found
    progress("read")
    dataset = read(place, preset=preset or recorded.preset_to_ask, encoding=recorded.encoding)
    found = replace(found, rules=reproduction.other_rules(recorded, dataset))
    if inputs := reproduction.other_inputs(recorded, dataset):
        return replace(found, inputs=inputs)
    analysis = _analyse(dataset, recorded.settings, progress)
    with tempfile.TemporaryDirectory(prefix="synergy-") as scratch:
        again = Path(scratch) / "out"
        publish(analysis, again, recorded.languages, only=recorded.only, progress=progress)
        return replace(found, files=reproduction.compared(recorded, out, again))


def _study_of(recorded: reproduction.Recorded, out: Path) -> Path:
    found = reproduction.find_study(recorded, [out.resolve().parent, Path.cwd(), bundled("data")])
    if found is None:
        raise UnusablePlace("study-not-found", out, names=", ".join(sorted(recorded.inputs)))
    return found
