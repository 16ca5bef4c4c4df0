"""XML whose elements know the line that they begin on: the standard reader forgets it."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat


class Placed(Element):
    """An element with the number of its line."""

    line: int | None = None


def line_of(element: Element) -> int | None:
    """Return the line an element begins on, where it is known."""
    return element.line if isinstance(element, Placed) else None


def parse(text: str, first: int = 1) -> Element:
    r"""Return the root of an XML text whose first line has the number ``first``.

    Raises
    ------
    expat.ExpatError
        If it is not well-formed; its ``lineno`` counts from 1.

    Examples
    --------
    >>> [line_of(child) for child in parse("<a>\n<b/>\n<c/></a>")]
    [2, 3]
    """
    builder = TreeBuilder(element_factory=Placed)
    parser = expat.ParserCreate(namespace_separator="}")

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        element = builder.start(_named(tag), {_named(name): value for name, value in attributes.items()})
        if isinstance(element, Placed):
            element.line = first + parser.CurrentLineNumber - 1

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: builder.end(_named(tag))
    parser.CharacterDataHandler = builder.data
    parser.Parse(text, True)
    return builder.close()


def _named(name: str) -> str:
    """Return a name with its namespace in braces, as the standard reader writes it."""
    return f"{{{name}" if "}" in name else name
