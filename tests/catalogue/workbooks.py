"""X1–X16: workbooks and what is taken for one."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.catalogue.case import NOTE, OK, REFUSE, WARN, Case, at, book, on, replaced

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = b"<html><table><tr><td>id</td><td>name</td></tr></table></html>"
DOCTYPE = '<!DOCTYPE x [<!ENTITY y "{}">]><x>&y;</x>'


def title_above(opened: Workbook) -> None:
    opened["ties"].insert_rows(1, 3)
    opened["ties"]["A1"] = "Daftar hubungan"


def header_in_two_rows(opened: Workbook) -> None:
    sheet = opened["dependencies"]
    sheet.insert_rows(1)
    for place, value in {"A1": "Pair", "C1": "weight", "A2": "programme_a", "B2": "programme_b", "C2": None}.items():
        sheet[place] = value
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:C2")


def hidden_sheet(opened: Workbook) -> None:
    opened["claims"].sheet_state = "hidden"


def hidden_columns(opened: Workbook) -> None:
    opened["ties"].column_dimensions.group("C", "D", hidden=True)


def hidden_rows(opened: Workbook) -> None:
    opened["ties"].row_dimensions[3].hidden = True
    opened["ties"].row_dimensions[30].hidden = True


def sheet_put_aside(opened: Workbook) -> None:
    opened.create_sheet("(abaikan) catatan")["A1"] = "x"


def formulas(opened: Workbook) -> None:
    opened["ties"]["A2"], opened["ties"]["B3"] = "=C2", "=C3"


def error_cells(opened: Workbook) -> None:
    for place, value in {"A2": "#REF!", "B2": "#N/A", "B3": "#VALUE!"}.items():
        opened["ties"][place] = value
        opened["ties"][place].data_type = "e"


def ids_as_numbers_and_text(opened: Workbook) -> None:
    opened["stakeholders"].append(["001", "Polres", "police_justice"])
    opened["stakeholders"].append([1, "Kader", "community"])


def cell_far_away(opened: Workbook) -> None:
    opened["ties"].cell(1_048_576, 3).number_format = "0.00"


def counted_from_1904(opened: Workbook) -> None:
    opened.epoch = CALENDAR_MAC_1904
    opened["sources"]["C2"] = datetime.datetime(2020, 10, 7)  # noqa: DTZ001


def packed(part: str, content: str | bytes) -> Callable[[Path], object]:
    """Add a part to the package of the workbook."""

    def spoil(folder: Path) -> None:
        with zipfile.ZipFile(folder / "study.xlsx", "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr(part, content)

    return spoil


def halved(folder: Path) -> object:
    path = folder / "study.xlsx"
    return path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def alone(name: str, content: bytes) -> Callable[[Path], object]:
    """Put a single file in place of the study."""

    def spoil(folder: Path) -> object:
        for path in folder.iterdir():
            path.unlink()
        return (folder / name).write_bytes(content)

    return spoil


def refused(case: str, spoil: Callable[[Path], object], *told: tuple[str, str | None, int | None, str | None]) -> Case:
    return Case(case, REFUSE, spoil, tuple(on(*one) for one in told), book=True)


def _no_table(code: str, file: str) -> tuple[tuple[str, str, str | None, int | None, str | None], ...]:
    return (at(code, file), ("missing-table", "study", None, None, None))


CASES = (
    Case("X1-title-above", NOTE, book(title_above), (on("title-rows", "ties", 4),), book=True),
    Case(
        "X2-header-in-two-rows",
        NOTE,
        book(header_in_two_rows),
        (on("merged-header", "dependencies"), on("title-rows", "dependencies", 2)),
        book=True,
    ),
    refused(
        "X3-merged-in-the-body",
        book(lambda opened: opened["ties"].merge_cells("B2:B3")),
        ("merged-cells", "ties", 2, "to"),
        ("missing-value", "ties", 3, "to"),
    ),
    Case("X4-hidden-sheet", NOTE, book(hidden_sheet), (on("hidden-sheet", "claims"),), book=True),
    Case(
        "X4-hidden-columns",
        NOTE,
        book(hidden_columns),
        (on("hidden-column", "ties", 1, "status"), on("hidden-column", "ties", 1, "type")),
        book=True,
    ),
    Case("X4-hidden-rows", NOTE, book(hidden_rows), (on("hidden-rows", "ties", 3),), book=True),
    Case("X4-sheet-put-aside", NOTE, book(sheet_put_aside), (on("unknown-sheet", "(abaikan) catatan"),), book=True),
    refused(
        "X5-formulas-never-worked-out",
        book(formulas),
        ("formula-without-value", "ties", 2, "from"),
        ("formula-without-value", "ties", 3, "to"),
    ),
    refused(
        "X6-error-cells",
        book(error_cells),
        ("error-cell", "ties", 2, "from"),
        ("error-cell", "ties", 2, "to"),
        ("error-cell", "ties", 3, "to"),
    ),
    Case(
        "X7-001-and-1",
        WARN,
        book(ids_as_numbers_and_text),
        (on("zeros-differ", "stakeholders", 6, "id"),),
        book=True,
    ),
    Case("X8-cell-in-the-last-row", OK, book(cell_far_away), book=True),
    Case("X9-dates-from-1904", OK, book(counted_from_1904), book=True),
    refused(
        "X10-locked",
        replaced("study.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")),
        ("locked-workbook", None, None, None),
    ),
    *(
        Case(f"X11-{ending}", REFUSE, alone(f"study.{ending}", raw), _no_table("other-format", f"study.{ending}"))
        for ending, raw in (("xls", OLE), ("ods", b"PK"), ("xlsm", b"PK"), ("xlsb", b"PK"))
    ),
    refused(
        "X12-csv-called-xlsx",
        replaced("study.xlsx", b"id,name,sector\nA,B,ngo\n"),
        ("not-a-workbook", None, None, None),
    ),
    Case("X12-html-called-xls", REFUSE, alone("study.xls", HTML), _no_table("not-a-workbook", "study.xls")),
    Case(
        "X12-html-called-csv",
        REFUSE,
        replaced("ties.csv", HTML),
        (at("not-a-csv", "ties"),),
    ),
    refused(
        "X13-bomb", packed("xl/worksheets/sheet99.xml", b" " * 30_000_000), ("oversized-workbook", None, None, None)
    ),
    refused("X14-entity", packed("xl/a.xml", DOCTYPE.format("y" * 99)), ("damaged-workbook", None, None, None)),
    refused(
        "X14-entity-from-a-file",
        packed("xl/a.xml", DOCTYPE.replace('"{}"', 'SYSTEM "file:///etc/hostname"')),
        ("damaged-workbook", None, None, None),
    ),
    Case(
        "X15-links-to-other-workbooks",
        WARN,
        packed("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
        (on("external-links", None),),
        book=True,
    ),
    Case(
        "X15-data-connections",
        WARN,
        packed("xl/connections.xml", "<connections/>"),
        (on("external-links", None),),
        book=True,
    ),
    refused("X16-half-a-file", halved, ("damaged-workbook", None, None, None)),
    refused("X16-no-bytes", replaced("study.xlsx", b""), ("empty-file", None, None, None)),
)
