"""C1–C14: hostile or unusual text in every place that takes text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from synergy.dataset.columns import TABLES, Holds
from tests.catalogue.case import NOTE, OK, REFUSE, WARN, Case, at, cells, swap
from tests.conftest import write_study
from tests.dataset.small import clean

_KEPT = {"id", "topic", "list", "term", "parent", "colour", "shape", "url"}
HOSTILE = {
    "C1-formula": "=cmd|'/C calc'!A0",
    "C2-plus": "+1+1",
    "C2-minus": "-1+1",
    "C2-at": "@SUM(1)",
    "C3-script": "<script>alert(1)</script>",
    "C3-image": "<img src=x onerror=alert(1)>",
    "C3-attribute": '" onmouseover="alert(1)',
    "C4-end-of-script": "</script>]]>-->",
    "C5-template": "{{7*7}}{%x%}{#x#}${7*7}",
    "C7-typesetting": "#let $x_1$ \\input{x} *a* _b_ [c](d)",
    "C8-long": "Dinas " + "sangat panjang " * 660,
    "C9-scripts": "😀👩‍👩‍👧 ꦗꦮ مرحبا",
    "C12-pipe": "a | b",
}


def everywhere(text: str) -> Callable[[Path], object]:
    """Put a text in front of every cell of every text column, and into what the study says of itself."""

    def spoil(folder: Path) -> object:
        study = clean()
        for table, rows in study.items():
            columns = [c.name for c in TABLES[table] if c.kind is Holds.TEXT and c.name not in _KEPT]
            for i, row in enumerate(rows):
                for column in columns:
                    row[column] = f"{text} {table} {row.get(column, '')} {i}"
        write_study(folder, study)
        quoted = "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}" for c in text)
        lines = [f'{key} = "{quoted} {key}"' for key in ("title", "title_en", "place", "period", "boundary")]
        return (folder / "study.toml").write_text("\n".join(lines), encoding="utf-8")

    return spoil


def actors_called(*names: str) -> Callable[[Path], object]:
    """Add actors with these texts as id and as name."""

    def spoil(folder: Path) -> object:
        study = clean()
        study["stakeholders"] += [{"id": n, "name": n, "sector": "community"} for n in names]
        return write_study(folder, study)

    return spoil


def same_slug(folder: Path) -> None:
    for row, name in ((2, 'PU/Perkim: "A"?'), (3, "PU-Perkim A"), (4, "..")):
        cells("stakeholders", row, name=name)(folder)


CASES = (
    *(Case(name, OK, everywhere(text)) for name, text in HOSTILE.items()),
    *(
        Case(
            f"C6-{name}",
            WARN,
            cells("stakeholders", 4, name=f"Forum{character}Anak"),
            (at("control-character", "stakeholders", 4, "name"),),
        )
        for name, character in (("vertical-tab", "\x0b"), ("not-a-character", "\ufffe"), ("escape", "\x1b[31m"))
    ),
    *(
        Case(
            f"C6-half-a-character-{encoding}",
            REFUSE,
            swap("stakeholders", "Forum Anak", "Forum \ud83d Anak", encoding),
            (at("unreadable-text", "stakeholders", 4),),
        )
        for encoding in ("utf-8", "utf-16")
    ),
    Case(
        "C6-directions",
        NOTE,
        cells("stakeholders", 4, name="Forum \u202eAnak"),
        (at("invisible-character", "stakeholders", 4, "name"),),
    ),
    Case("C10-words-for-nothing", OK, actors_called("NA", "None", "null", "TRUE", "nan", "-")),
    Case("C11-numbers-as-ids", OK, actors_called("001", "1e5", "0x10", "12345678901234567890", "1.0", "½")),
    Case("C12-line-break", OK, cells("stakeholders", 4, name="Forum\nAnak")),
    Case("C13-one-slug", WARN, same_slug, (at("possible-same-body", "stakeholders", 3, "name"),)),
    Case("C14-link-that-runs", OK, cells("sources", 2, url="javascript:alert(1)")),
)
