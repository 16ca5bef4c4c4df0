"""The empty study in one language: names, notes, words to choose from, example rows; and its CSV form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from synergy.dataset.choices import YES_NO
from synergy.dataset.columns import STUDY_KEYS, TABLES, Column, Holds
from synergy.dataset.names import ONLY_PRESET
from synergy.dataset.preset import Rules, known_presets, load_rules
from synergy.language import Catalogue, open_catalogue
from synergy.outputs.study.tables import csv_bytes, toml_value
from synergy.problems import Origin, UnusablePlace
from synergy.settings import DEFAULTS, PARAMETERS
from synergy.tables.own_sheets import sheet_name
from synergy.tables.words import TABLES as TABLE_NAMES

ORDER = (  # as a person fills them in
    "stakeholders",
    "programmes",
    "participation",
    "ties",
    "mandates",
    "requirements",
    "dependencies",
    "sources",
    "claims",
    "vocabulary",
)
_CASE_KEYS = ("title", "place", "period")


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What an empty study is made of, in one language and under one preset ("" for none)."""

    words: Catalogue
    preset: str
    rules: Rules

    def text(self, key: str, **values: object) -> str:
        """Return a text of the scaffold."""
        return self.words.text(f"new.{key}", **values)

    def table(self, name: str) -> str:
        """Return what the file or sheet of a table is called."""
        return self.words.own(TABLE_NAMES[name][0], name)

    def sheet(self, what: str) -> str:
        """Return what a sheet is called that is only there to be read."""
        return sheet_name(what, self.words.language)

    def header(self, column: Column) -> str:
        """Return the name of a column."""
        return self.words.own(column.id_name, column.name)

    def setting(self, key: str) -> str:
        """Return the name of a key of the study."""
        return self.words.own(STUDY_KEYS[key][0], key)

    def main_columns(self, table: str) -> tuple[Column, ...]:
        """Return the columns that most rows will fill in: those of the small case."""
        used = self.case(table)[0]
        return tuple(column for column in TABLES[table] if column.name in used)

    def columns(self, table: str) -> tuple[Column, ...]:
        """Return the columns of a sheet: those that most rows will fill in, then all others."""
        main = self.main_columns(table)
        return (*main, *(column for column in TABLES[table] if column not in main))

    def note(self, table: str, column: Column) -> str:
        """Return what a column holds, with an example, and whether it must or may hold more."""
        key = f"new.column_of.{table}.{column.name}"
        note = self.words.text(key if self.words.has(key) else f"new.column.{column.name}")
        must = [self.text("must_fill")] if column.required else []
        more = [self.text("several")] if column.several or column.kind is Holds.LIST else []
        return " ".join([*must, note, *more])

    def allowed(self, column: Column) -> tuple[str, ...]:
        """Return the words that a cell may hold; () where it holds no word of a list, or the list is open."""
        if column.kind is Holds.TERM:
            hidden = ONLY_PRESET.get(column.refers, ())
            terms = self.rules.terms.get(column.refers, {}).values()
            return tuple(self.words.own(term.name_id, term.name_en) for term in terms if term.term not in hidden)
        choices = YES_NO if column.kind is Holds.YES_NO else column.choices
        return tuple(self.words.own(others[0], word) for word, others in choices.items())

    def indicators(self) -> tuple[str, ...]:
        """Return the names of the preset's programmes, which a study may refer to."""
        known = self.rules.preset.programmes if self.rules.preset else ()
        return tuple(self.words.name(programme) for programme in known)

    def case(self, table: str) -> list[dict[str, str]]:
        """Return the rows of the small case, by English names of columns; blank columns are left out."""
        stem = f"new.case.{table}."
        rows: dict[str, dict[str, str]] = {}
        for key, text in self.words.texts.items():
            if key.startswith(stem):
                number, column = key.removeprefix(stem).split(".")
                rows.setdefault(number, {})[column] = text
        used = {column for row in rows.values() for column, text in row.items() if text}
        columns = [column.name for column in TABLES[table] if column.name in used]
        return [{column: row[column] for column in columns} for row in rows.values()]

    def examples(self, table: str) -> list[dict[str, str]]:
        """Return the rows that show how to fill in a table, marked so that they are never read.

        Names and references carry the mark, too, so that nobody takes them for actors of the study.
        """
        named = {column.name for column in TABLES[table] if column.kind is Holds.REFERENCE} | {"name", "title"}
        rows = self.case(table)[: 2 if table == "stakeholders" else 1]
        return [
            {k: self._marked(v) if v and (k in named or i == 0) else v for i, (k, v) in enumerate(row.items())}
            for row in rows
        ]

    def _marked(self, text: str) -> str:
        return f"{self.text('mark')} {text}"


def scaffold(language: str, preset: str = "") -> Scaffold:
    """Return what an empty study is made of.

    Raises
    ------
    UnusablePlace
        If there is no bundled preset of that name.
    """
    if preset and preset.casefold() not in known_presets():
        raise UnusablePlace("no-preset", preset, allowed=", ".join(known_presets()))
    return Scaffold(open_catalogue(language), preset.casefold(), load_rules(preset, Origin(""), Path()))


def write_csv_scaffold(new: Scaffold, folder: Path) -> None:
    """Write the empty study as CSV files with example rows, a filled-in case in a subfolder, and a note."""
    case = folder / new.text("case_folder")
    case.mkdir()
    for name in ORDER:
        columns = [column.name for column in TABLES[name]]
        _write_table(new, name, folder, columns, new.examples(name))
        rows = new.case(name)
        _write_table(new, name, case, [column for column in columns if column in rows[0]], rows)
    _write(folder / "study.toml", settings_lines(new))
    said = {new.setting(key): new.text(f"case.study.{key}") for key in _CASE_KEYS}
    said |= {new.setting("preset"): new.preset} if new.preset else {}
    _write(case / "study.toml", (f"{key} = {toml_value(value)}" for key, value in said.items()))
    _write(folder / new.text("readme_name"), _readme(new))


def _write_table(new: Scaffold, name: str, folder: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    header = [new.header(column) for column in TABLES[name] if column.name in columns]
    cells = [[row.get(column, "") for column in columns] for row in rows]
    (folder / f"{new.table(name)}.csv").write_bytes(csv_bytes([header, *cells]))


def _write(path: Path, lines: Iterator[str]) -> None:
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())


def settings_lines(new: Scaffold) -> Iterator[str]:
    """Yield the lines of ``study.toml``: every key with its meaning, all but the preset out of use."""
    for key in STUDY_KEYS:
        yield f"# {new.text(f'study.{key}')}"
        value = {"preset": new.preset, "seed": DEFAULTS.seed}.get(key, "")
        used = key == "preset" and new.preset
        yield f"{'' if used else '# '}{new.setting(key)} = {toml_value(value)}"
        yield ""
    yield f"# {new.text('study.parameters')}"
    for name in PARAMETERS:
        if name not in STUDY_KEYS:
            yield f"# {name} = {toml_value(getattr(DEFAULTS, name))}"


def _readme(new: Scaffold) -> Iterator[str]:
    yield from (new.text("readme.title"), "", new.text("readme.files"), "")
    for name in ORDER:
        must = ", ".join(new.header(column) for column in TABLES[name] if column.required)
        what = new.text("one_row", what=new.text(f"table.{name}"))
        yield f"- {new.table(name)}.csv: {what}" + (f" ({new.text('required')}: {must})" if must else "")
    yield ""
    yield new.text("readme.example", mark=new.text("mark"), folder=new.text("case_folder"))
    yield from ("", new.text("readme.spreadsheet"), "", new.text("readme.next"), "")
    for number, step in enumerate(steps(new), start=1):
        yield f"{number}. {step}"
    yield from ("", *(f"- {new.text(f'guide.rule_{rule}')}" for rule in ("several", "person")))


def steps(new: Scaffold) -> list[str]:
    """Return the five steps, with the names that tables have here."""
    names = {name: new.table(name) for name in ORDER}
    return [new.text(f"guide.step_{number}", **names) for number in range(1, 6)]
