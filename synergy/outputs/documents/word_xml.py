"""Elements of a Word file that python-docx has no words for."""

from __future__ import annotations

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
