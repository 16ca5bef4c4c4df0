"""``synergy import``: a file of another program becomes a study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from synergy.cli.speech import language_option, spoken
from synergy.cli.terminal import Reporter
from synergy.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from synergy.tables.layouts import Imported, Note
    from synergy.tables.layouts.imported import Moved

FORMATS = (
    *("edges", "matrix", "incidence", "graphml", "gexf", "pajek", "ucinet"),
    *("kumu", "kobo", "threew", "mactor", "netmap", "tables"),
)
COUNTED = ("stakeholders", "ties", "programmes", "participation", "claims", "vocabulary")


@click.command(name="import", options_metavar="[OPTIONS]")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="Folder of the new study.")
@click.option(
    "--format", "layout", type=click.Choice(FORMATS), help="Format of the file, where its content does not tell it."
)
@language_option
@click.option("--encoding", help="Encoding of a text file, where it is told wrongly.")
def import_(file: Path, out: Path, layout: str | None, language: str | None, encoding: str | None) -> None:
    """Make a study of FILE, and say what came in, what was changed and what was left.

    FILE is an edge list, a matrix (CSV, XLSX), GraphML, GEXF, Pajek, UCINET DL, a Kumu sheet, a KoboToolbox
    export, a 3W list, a Net-Map list, MACTOR squares, or the tables of an earlier result.

    Example: synergy import partners.xlsx -o my-study --language en
    """
    reporter = Reporter(spoken(language))
    with reporter.reporting():
        from synergy import pipeline  # heavy: loaded when the command runs, not for --help

        imported = pipeline.import_study(file, out, layout=layout, encoding=encoding)
        _tell(imported, out, reporter)


def _tell(imported: Imported, out: Path, reporter: Reporter) -> None:
    """Print what became of each column, all notes by kind, what a check warns of, the counts, what to do next."""
    words = reporter.words
    name = words.text(f"import.layout.{imported.layout}")
    reporter.say(words.text("import.read_as", file=imported.file, layout=name))
    _tell_columns(imported.columns, reporter)
    for kind, colour in (("changed", None), ("left", "yellow")):
        notes = [note for note in imported.notes if note.kind == kind]
        if notes:
            reporter.say(words.text(f"import.{kind}"))
        for note in notes:
            reporter.say(f"  · {_sentence(note, reporter)}", colour=colour)
    reporter.problems(problem for problem in imported.problems if problem.severity is Severity.WARNING)
    changed, left = (sum(note.kind == kind for note in imported.notes) for kind in ("changed", "left"))
    came = words.listed(_counts(imported.tables, reporter))
    reporter.say(words.text("import.came_in", counts=came))
    reporter.say(words.text("import.sums", changed=changed, left=left))
    reporter.say(words.text("import.next", out=out), colour="green")


def _sentence(note: Note, reporter: Reporter) -> str:
    origin = note.origin
    place = ":".join(str(part) for part in (origin.file, origin.sheet, origin.row, origin.column) if part)
    text = f"{place}  {reporter.words.text(f'import.note.{note.code}', n=note.count)}"
    if len(note.rows) > 1:
        text = reporter.words.text("import.rows", text=text, rows=", ".join(note.rows))
    if note.words:
        listed = ", ".join(f"“{word}” ({n})" for word, n in note.words)
        return f"{text}: {listed}. {reporter.words.text(f'import.cure.{note.code}')}"
    from synergy.dataset.personal_data import masked

    examples = masked("; ".join(note.examples))
    return reporter.words.text("import.example", text=text, examples=examples) if examples else text


def _tell_columns(columns: Sequence[Moved], reporter: Reporter) -> None:
    """Print for each table which column of the source became which."""
    if columns:
        reporter.say(reporter.words.text("import.columns"))
    for table in dict.fromkeys(one.table for one in columns):
        moved = ", ".join(_moved(one, reporter) for one in columns if one.table == table)
        reporter.say(f"  · {f'{table}.csv: ' if table else ''}{moved}")


def _moved(one: Moved, reporter: Reporter) -> str:
    key = "column" if one.ours else "attribute" if one.column else "nowhere"
    key = "renamed" if key == "attribute" and one.column != one.header else key
    return reporter.words.text(f"import.became.{key}", header=one.header, column=one.column)


def _counts(tables: Mapping[str, object], reporter: Reporter) -> list[str]:
    sizes = {table: len(tables[table]) for table in COUNTED if table in tables}  # type: ignore[arg-type]
    return [reporter.words.text(f"import.count.{table}", n=n) for table, n in sizes.items()]
