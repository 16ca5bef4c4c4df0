"""GEXF as Gephi and networkx write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from synergy.problems import Origin
from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import Imported
from synergy.tables.layouts.nodes import Edge, Node, children, lay, local
from synergy.tables.layouts.source import Source

DIRECTIONS = {"directed": "yes", "undirected": "no", "mutual": "no"}
OWN = ("id", "source", "target", "type", "for", "pid", "start", "end", "label", "startopen", "endopen")


@dataclass(frozen=True, slots=True)
class _Attribute:
    name: str
    default: str


def recognises(source: Source) -> bool:
    """Return whether this is XML with GEXF's root."""
    return "<gexf" in source.head


def read(source: Source) -> Imported:
    """Read nodes as actors and edges as ties; a mutual edge is one undirected tie."""
    root = source.xml
    graph = next((child for child in root.iter() if local(child) == "graph"), None)
    if local(root) != "gexf" or graph is None:
        raise source.stop("other-layout", value="gexf")
    draft = Draft("gexf", source.file)
    known = {kind: _declared(graph, kind) for kind in ("node", "edge")}
    nodes = [_node(source, element, parent, known["node"], draft) for element, parent in _nodes(graph)]
    edges = [
        _edge(source, element, known["edge"], (graph.get("defaultedgetype", "undirected"), draft))
        for group in children(graph, "edges")
        for element in children(group, "edge")
    ]
    lay(nodes, [edge for edge in edges if edge is not None], draft)
    return draft.finish()


def _declared(graph: Element, kind: str) -> dict[str, _Attribute]:
    """Return the attributes that the file declares for nodes or edges, by their id."""
    found = {}
    for group in children(graph, "attributes"):
        if group.get("class") == kind:
            for one in children(group, "attribute"):
                default = next((child.text or "" for child in children(one, "default")), "")
                found[one.get("id", "")] = _Attribute(one.get("title", "") or one.get("id", ""), default.strip())
    return found


def _nodes(graph: Element) -> Iterator[tuple[Element, str]]:
    """Yield every node with the id of the node it stands in."""
    waiting = [(group, "") for group in children(graph, "nodes")]
    while waiting:
        group, parent = waiting.pop(0)
        for node in children(group, "node"):
            yield node, node.get("pid") or parent
            waiting += [(inner, node.get("id", "")) for inner in children(node, "nodes")]


def _node(source: Source, element: Element, parent: str, known: dict[str, _Attribute], draft: Draft) -> Node:
    place = source.at(column=element.get("id"))
    cells = _values(element, known, place, draft)
    cells |= {"parent": parent} if parent else {}
    return Node(element.get("id", ""), place, cells, element.get("label", "").strip())


def _edge(source: Source, element: Element, known: dict[str, _Attribute], more: tuple[str, Draft]) -> Edge | None:
    default, draft = more
    place = source.at(column=element.get("id"))
    cells = _values(element, known, place, draft)
    cells |= {"label": element.get("label", "")} if element.get("label") else {}
    ends = (element.get("source", ""), element.get("target", ""))
    if not all(ends):
        draft.left("rows_with_one_end", place, table="ties")
        return None
    said = element.get("type", default)
    if said == "mutual":
        draft.changed("mutual_edges", place)
    return Edge(ends, place, cells, DIRECTIONS.get(said, ""), element.get("id", ""))


def _values(element: Element, known: dict[str, _Attribute], place: Origin, draft: Draft) -> dict[str, str]:
    """Return the attributes of a node or edge; what only the drawing or the film needs is left and told."""
    cells = {one.name: one.default for one in known.values() if one.default}
    cells |= {name: value for name, value in element.attrib.items() if name not in OWN and "}" not in name}
    for name, column in (("start", "valid_from"), ("end", "valid_to")):
        cells |= {column: element.get(name, "")} if element.get(name) else {}
    seen: set[str] = set()
    for child in element:
        if local(child) == "attvalues":
            for value in children(child, "attvalue"):
                key = value.get("for", "") or value.get("id", "")
                name = known[key].name if key in known else key
                if name in seen:
                    draft.left("earlier_values", place, f"{name} = {cells[name]}")
                seen.add(name)
                cells[name] = value.get("value", "").strip()
        elif local(child) not in ("nodes", "edges"):
            draft.left("drawing", place, local(child))
    return {name: value for name, value in cells.items() if name}
