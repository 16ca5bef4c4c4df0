"""Write the pages that follow from the code: ``python docs/make.py``. A test checks that they are current."""

from __future__ import annotations

from pathlib import Path

from synergy.dataset.choices import Choices
from synergy.dataset.columns import EVERYWHERE, TABLES, Column, Holds
from synergy.language import Catalogue, open_catalogue
from synergy.outputs.dictionary import DICTIONARY, KEYS, Entry
from synergy.outputs.dictionary import meaning as column
from synergy.outputs.dictionary.codes import CODES
from synergy.outputs.explaining import measure
from synergy.tables.words import COLUMNS as INDONESIAN

HERE = Path(__file__).parent

FORMAT = """\
# What goes in

*Made by `docs/make.py` from `synergy/dataset/columns.py`; change it there.*

A study is a folder of CSV files, or one XLSX workbook with one sheet a table. Only `stakeholders` is required; every further table unlocks more.
File, sheet and column names and the words in cells are accepted in English and in Indonesian, in any case, with blanks or underscores, in any
order. Unknown columns are kept and carried through; a likely misspelt one is a problem with a suggestion.

- **CSV**: UTF-8 (with or without BOM), UTF-16 or cp1252, told by content (`--encoding` overrides); comma, semicolon or tab; decimal comma where the delimiter is a semicolon.
- **Workbooks**: a decimal comma in a text cell (`0,8`) is read with a notice, unless three digits follow it. What lies beside the tables that are read and looks like a table is told.
- **Dates**: `2020-10-07`, `07/10/2020` (day first), `7 Oktober 2020`; a month as `2020-10`, `10/2020`, `Oktober 2020`; a year with four digits. Months in Indonesian or English.
- **Lists** in a cell are separated by `;`. **References** take an id, a name or an alias; never by guess.
- **Ids** are text: `001` stays `001`, and `NA`, `None`, `TRUE` are names.
- **Examples**: a row whose first cell begins with `(example)`, `(contoh)` or `(ignore)` only shows how to fill in a table; it is left out, with a notice. A cell that names an example row is an error, and a row that begins with the name of one and goes on with real names is told in a warning. A header may carry the mark `(required)` or `(wajib)`.
- **Blank** means not known. A blank `status` means *existing*, with a notice.
- Ties of status *existing* make the network. *needed*, *intended*, *contested*, *ended* and *denied* are kept and shown, and never enter centrality.
- Rows are never dropped in silence: rows read = rows used + rows set aside, told for every table.

`study.toml` (or a sheet `study`: key, value) may hold `title`, `title_en`, `place`, `place_en`, `period`, `boundary`, `boundary_en`, `citation`, `license`, `vantage` (the actor from
whose side the study is told), `preset`, `seed`, and any parameter of `synergy/settings.py`. An unknown key is a problem.

## The smallest study

One `stakeholders.csv` with `name`, `sector`, and if you like `programmes` (`P1:lead; P4`) and `partners` (names) already gives a page, gaps and a briefing.

```csv
name,sector,programmes,partners
Education Office,city_agency,School safety:lead,Social Office
Social Office,city_agency,School safety,
Police,police_justice,School safety,
```

## Tables
"""

TITLES = {
    "stakeholders": "an actor",
    "programmes": "a programme, activity, forum or indicator",
    "participation": "an actor's part in a programme",
    "ties": "a collaboration between two actors",
    "mandates": "a duty an actor holds, one cell a row",
    "requirements": "a cell somebody must cover",
    "dependencies": "two programmes that need each other",
    "sources": "a document, interview or survey",
    "claims": "a statement that is not a tie",
    "vocabulary": "a term the study adds or overrides",
}


def format_page() -> str:
    """Return docs/format.md."""
    parts = [FORMAT]
    for name, title in TITLES.items():
        parts.append(
            f"\n### {name}: one row is {title}\n\n{_table(tuple(c for c in TABLES[name] if c not in EVERYWHERE))}"
        )
    parts.append(f"\n### In every table\n\n{_table(EVERYWHERE)}")
    return "".join(parts)


def problems_page() -> str:
    """Return docs/problems.md."""
    english, indonesian = open_catalogue("en"), open_catalogue("id")
    codes = sorted(key.split(".")[1] for key in english.texts if key.startswith("problem.") and key.endswith(".what"))
    lines = ["# Problems\n", "*Made by `docs/make.py` from the language catalogue; change it there.*\n"]
    for code in codes:
        lines.append(f"## {code}\n")
        for words in (english, indonesian):
            what, cure = (words.texts[f"problem.{code}.{part}"] for part in ("what", "cure"))
            lines.append(f"- {what} {cure}")
        lines.append("")
    return "\n".join(lines)


MEASURES = """\
# Measures

*Made by `docs/make.py` from the registers of measures and the language catalogue; change them there.*

Every number of the results by the name of its column or row: what it says, in which range it lies, what more of it says, when not to use it,
and who defined it. `synergy measures NAME` says the same in a terminal, in Indonesian too. [methods.md](methods.md) gives the formulas;
[api.md](api.md) tells how to compute them from Python.
"""


def measures_page() -> str:
    """Return docs/measures.md."""
    words = open_catalogue("en")
    parts = [MEASURES]
    for group in measure.TABLES:
        parts.append(f"\n## {words.text(f'measures.{group}')}\n")
        parts += [_measure(one, words) for one in measure.measures().values() if one.group == group]
    return "".join(parts)


def _measure(one: measure.Measure, words: Catalogue) -> str:
    meaning, more, avoid = (words.text(f"measure.{one.key}.{part}") for part in ("meaning", "more", "avoid"))
    source, link = measure.source_of(one.definition, words), measure.link_of(one.definition)
    cited = f"[{source}]({link})" if link else source
    lines = [
        f"\n### {one.name}\n",
        f"**{measure.label(one, words)}.** {meaning}\n",
        f"- {words.text('measures.range')}: {measure.range_of(one, words)}. {' '.join(_stands(one, words))}",
        f"- {words.text('measures.more')}: {more}",
        f"- {words.text('measures.avoid')}: {avoid}",
        f"- {words.text('measures.source')} {cited}." if cited else f"- {words.text('measures.own')}",
    ]
    return "\n".join(lines) + "\n"


def _stands(one: measure.Measure, words: Catalogue) -> tuple[str, ...]:
    place, *more = measure.place_of(one, words)
    return (f"{words.text('measures.where')}: {place}.", *more)


OUTPUT_TABLES = """\
# The tables of results

*Made by `docs/make.py` from `synergy/outputs/dictionary/` and the language catalogue; change them there.*

What each column of `tables/*.csv` holds. `datapackage.json` says the same for machines (Frictionless Data Package), in English and in
Indonesian, and the sheet of the dictionary in `tables.xlsx` for readers, with how many rows are filled in the study. Blank means not known,
not applicable or not defined, never zero. Limits of use of the measures are in [measures.md](measures.md).
"""


def tables_page() -> str:
    """Return docs/tables.md."""
    words = open_catalogue("en")
    parts = [OUTPUT_TABLES]
    for table, entries in DICTIONARY.items():
        parts.append(f"\n## {table}.csv\n\n{column.table_meaning(table, words)}")
        if table in KEYS:
            parts.append(f" Key: {', '.join(f'`{name}`' for name in KEYS[table])}.")
        parts.append("\n\n| column | name | holds | range or words | meaning |\n|---|---|---|---|---|\n")
        for entry in entries:
            title, said = column.title(table, entry, words), column.meaning(table, entry, words)
            holds, allowed = column.kind(entry, words), _codes(entry, words) or column.allowed(entry, words)
            parts.append(f"| {entry.name} | {title} | {holds} | {allowed} | {said} |\n")
    return "".join(parts)


def _codes(entry: Entry, words: Catalogue) -> str:
    """Return the codes of a closed list as they stand in the files, with the word for each that says more."""
    listed = CODES.get(entry.codes, {}).items()
    return ", ".join(f"`{code}`" + (f" ({word})" if (word := words.text(key)) != code else "") for code, key in listed)


def _table(columns: tuple[Column, ...]) -> str:
    rows = ["| column | Indonesian | holds |", "|---|---|---|"]
    rows += [f"| {_name(column)} | {INDONESIAN.get(column.name, '')} | {_holds(column)} |" for column in columns]
    return "\n".join(rows) + "\n"


def _name(column: Column) -> str:
    return f"**{column.name}**" if column.required else column.name


def _holds(column: Column) -> str:
    text = {
        Holds.CHOICE: _words(column.choices),
        Holds.REFERENCE: f"one of `{column.refers}`",
        Holds.TERM: f"a word of the list `{column.refers}`",
        Holds.NUMBER: f"a number{_range(column)}",
        Holds.YES_NO: "yes or no",
        Holds.LIST: "texts",
    }.get(column.kind, str(column.kind))
    return f"{text}; several with `;`" if column.several or column.kind is Holds.LIST else text


def _range(column: Column) -> str:
    if column.high == float("inf"):
        return f", {column.low:g} or more"
    return f" from {column.low:g} to {column.high:g}"


def _words(choices: Choices) -> str:
    return ", ".join(f"`{word}`" + (f" ({spellings[0]})" if spellings else "") for word, spellings in choices.items())


PAGES = {"format.md": format_page, "problems.md": problems_page, "measures.md": measures_page, "tables.md": tables_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8", newline="\n")
