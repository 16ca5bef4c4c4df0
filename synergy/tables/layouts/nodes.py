"""What graph files share: nodes and edges with attributes, those of our own ``network.graphml`` included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from synergy.problems import Origin
from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.listing import pick

NAMES = ("label", "name", "nama", "title", "judul", "id")
OURS_NODE = {"label": "name", "label_en": "name_en", "source_id": "source"}
OURS_EDGE = {"tie": "id", "is_directed": "directed", "source_id": "source"}
FIRST, LAST = "in_network", "is_cut_point"  # what we compute of an actor stands between these, in this order


@dataclass(slots=True)
class Node:
    """A node with its attributes; ``label`` where the format has a place of its own for it."""

    id: str
    origin: Origin
    cells: dict[str, str] = field(default_factory=dict)
    label: str = ""


@dataclass(slots=True)
class Edge:
    """An edge with its attributes; ``directed`` is yes, no or "" where the file does not say."""

    ends: tuple[str, str]
    origin: Origin
    cells: dict[str, str] = field(default_factory=dict)
    directed: str = ""
    id: str = ""


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children of an element that go by one of these names."""
    return (child for child in element if local(child) in names)


def lay(nodes: list[Node], edges: list[Edge], draft: Draft) -> None:
    """Add nodes as actors and edges as ties."""
    ours = any("in_network" in node.cells for node in nodes) and all("tie" in edge.cells for edge in edges)
    given: list[Node | Edge] = [] if ours else [*nodes, *edges]
    draft.heads(dict.fromkeys(name for one in given for name in one.cells))
    for node in nodes:
        cells = _of_ours(node.cells, node.origin, draft) if ours else dict(node.cells)
        name = pick(list(cells), NAMES)
        label = node.label or (cells.pop(name).strip() if name else "") or node.id
        draft.heads([], "stakeholders", **({"name": name} if name and not ours else {}))
        draft.thing("stakeholders", label, node.origin, cells, given=node.id)
    for edge in edges:
        cells = dict(edge.cells)
        if ours:
            cells = {OURS_EDGE.get(column, column): value for column, value in cells.items()}
            cells = {c: v for c, v in cells.items() if c != "weight"}
        else:
            cells = _identified(edge, cells)
        keys = [draft.met("stakeholders", end, edge.origin, exact=True) for end in edge.ends]
        draft.tie((keys[0], keys[1]), edge.origin, {"directed": edge.directed, **cells})


def _of_ours(cells: Mapping[str, str], origin: Origin, draft: Draft) -> dict[str, str]:
    """Return the attributes of a node of ours under our columns; measures are computed again, so they are left."""
    columns = list(cells)
    start = columns.index(FIRST) if FIRST in cells else len(columns)
    measured = columns[start : columns.index(LAST) + 1] if LAST in cells else columns[start:]
    for column in measured:
        draft.left("measures", origin, column)
    return {OURS_NODE.get(c, c): v for c, v in cells.items() if c not in measured}


def _identified(edge: Edge, cells: dict[str, str]) -> dict[str, str]:
    """Return the attributes of an edge with the id that the file has for it."""
    own = pick(list(cells), ["id"])
    given = (cells.pop(own).strip() if own else "") or edge.id.strip()
    return {"id": given, **cells} if given else cells
