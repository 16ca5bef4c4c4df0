"""What python-docx lacks: elements, fields, lists that begin again, and the same bytes each time."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any


def element(parent: Any, tag: str, **attributes: str) -> None:
    """Set a child element of the w: namespace, replacing one of its name."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    old = parent.find(qn(tag))
    if old is None:
        parent.append(child)
    else:
        parent.replace(old, child)


def field(paragraph: Any, instruction: str, shown: str, bold: bool = False) -> None:
    """Add a field that Word keeps current, with the text to show until it does."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), f" {instruction} ")
    run = paragraph.add_run(shown)
    run.bold = True if bold else None
    paragraph._p.append(simple)
    simple.append(run._r)


def new_list(word: Any) -> int:
    """Return the number of a new numbered list that starts at 1."""
    from docx.oxml.ns import qn

    numbering = word.part.numbering_part.element
    number = numbering.add_num(2)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.get(qn("w:numId")))


def same_bytes(word: Any) -> bytes:
    """Return the file with entries as written and fixed dates, so that equal documents are equal bytes."""
    saved, result = BytesIO(), BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(entry, old.read(name), compresslevel=6)
    return result.getvalue()
