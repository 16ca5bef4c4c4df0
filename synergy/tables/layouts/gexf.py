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
from synergy.tables.layouts.times import Interval, dated
from synergy.tables.layouts.xml_lines import line_of

DIRECTIONS = {"directed": "yes", "undirected": "no", "mutual": "no"}
STARTS, ENDS = ("start", "startopen"), ("end", "endopen")
OWN = ("id", "source", "target", "type", "for", "pid", "label", *STARTS, *ENDS)


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
        raise source.stop("not-this-layout", value="gexf")
    draft = Draft("gexf", source.file)
    draft.default_weight = "1"
    for meta in children(root, "meta"):
        for said in meta:
            draft.left("graph_attributes", source.at(line_of(said)), f"{local(said)}: {said.text or ''}")
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
    place = source.at(line_of(element), element.get("id"))
    cells = _values(element, known, place, draft)
    cells |= {"parent": parent} if parent else {}
    return Node(element.get("id", ""), place, cells, element.get("label", "").strip())


def _edge(source: Source, element: Element, known: dict[str, _Attribute], more: tuple[str, Draft]) -> Edge | None:
    default, draft = more
    place = source.at(line_of(element), element.get("id"))
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
    """Return the attributes of a node or edge; what only the drawing needs is left and told."""
    cells = {one.name: one.default for one in known.values() if one.default}
    cells |= {name: value for name, value in element.attrib.items() if name not in OWN and "}" not in name}
    seen: set[str] = set()
    for child in element:
        kind = local(child)
        for value in children(child, "attvalue") if kind == "attvalues" else ():
            _value(value, known, (cells, seen), (place, draft))
        if kind not in ("nodes", "edges", "attvalues", "spells", "slices"):
            draft.left("drawing", place, kind)
    cells |= dated(_intervals(element), "gexf time", place, draft)
    return {name: value for name, value in cells.items() if name}


def _value(
    value: Element, known: dict[str, _Attribute], into: tuple[dict[str, str], set[str]], told: tuple[Origin, Draft]
) -> None:
    """Put one value of an attribute among the cells; of a value that changes over time the last stays."""
    (cells, seen), (place, draft) = into, told
    key = value.get("for", "") or value.get("id", "")
    name = known[key].name if key in known else key
    if name in seen:
        draft.left("earlier_values", place, f"{name} = {cells[name]}")
    if span := _span(value):
        draft.left("value_times", place, f"{name}: {' – '.join(span)}")
    seen.add(name)
    cells[name] = value.get("value", "").strip()


def _span(element: Element) -> Interval | None:
    """Return the start and end that an element names, or None where it names neither."""
    start, end = (next(filter(None, map(element.get, names)), "") for names in (STARTS, ENDS))
    return (start, end) if start or end else None


def _intervals(element: Element) -> list[Interval]:
    """Return all times at which a node or edge was there: its own, or those of its spells."""
    spells = [spell for group in children(element, "spells", "slices") for spell in children(group, "spell", "slice")]
    return [span for one in (element, *spells) if (span := _span(one))]
