"""GraphML as networkx, Gephi, yEd and visone write it, and our own ``network.graphml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from synergy.problems import Origin
from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import Imported, tidy
from synergy.tables.layouts.nodes import Edge, Node, children, lay, local
from synergy.tables.layouts.source import Source
from synergy.tables.layouts.xml_lines import line_of

LABELS = ("NodeLabel", "EdgeLabel", "label")


@dataclass(frozen=True, slots=True)
class _Key:
    """An attribute as the head of the file declares it."""

    name: str
    default: str = ""
    scope: str = "all"


Keys = Mapping[str, _Key]


def recognises(source: Source) -> bool:
    """Return whether this is XML with GraphML's root."""
    return "<graphml" in source.head


def read(source: Source) -> Imported:
    """Read nodes as actors and edges as ties; each edge may say its own direction."""
    root = source.xml
    if local(root) != "graphml":
        raise source.stop("not-this-layout", value="graphml")
    draft = Draft("graphml", source.file)
    keys = {k.get("id", ""): _key(k) for k in children(root, "key")}
    graphs = [element for element in root.iter() if local(element) == "graph"]
    for graph in graphs[1:]:
        draft.changed("graphs_joined", source.at(line_of(graph)))
    nodes: list[Node] = []
    edges: list[Edge] = []
    for graph in graphs:
        _graph(source, graph, keys, (nodes, edges, draft))
    lay(nodes, edges, draft)
    return draft.finish()


def _key(element: Element) -> _Key:
    default = next((child.text or "" for child in children(element, "default")), "")
    name = next(filter(None, map(element.get, ("attr.name", "yfiles.type", "id"))), None) or ""
    return _Key(name, default.strip(), element.get("for", "all"))


def _graph(source: Source, graph: Element, keys: Keys, into: tuple[list[Node], list[Edge], Draft]) -> None:
    nodes, edges, draft = into
    default = "yes" if graph.get("edgedefault") == "directed" else "no"
    for child in graph:
        kind = local(child)
        place = source.at(line_of(child), child.get("id"))
        if kind == "node":
            cells, label = _data(child, keys, draft, place)
            nodes.append(Node(child.get("id", ""), place, cells, label))
        elif kind == "edge":
            cells, label = _data(child, keys, draft, place)
            cells |= {"label": label} if label and "label" not in cells else {}
            said = {"true": "yes", "false": "no"}.get(child.get("directed", ""), default)
            ends = (child.get("source", ""), child.get("target", ""))
            if all(ends):
                edges.append(Edge(ends, place, cells, said, child.get("id", "")))
            else:
                draft.left("rows_with_one_end", place, table="ties")
        elif kind == "hyperedge":
            draft.left("hyperedges", place, table="ties")
        elif kind == "data":
            draft.left("graph_attributes", place, keys.get(child.get("key", ""), _Key("")).name)


def _data(element: Element, keys: Keys, draft: Draft, place: Origin) -> tuple[dict[str, str], str]:
    """Return the attributes of a node or edge with defaults, and the label that a drawing shows."""
    kind = local(element)
    cells = {key.name: key.default for key in keys.values() if key.default and key.scope in (kind, "all")}
    label = ""
    for data in children(element, "data"):
        name = keys.get(data.get("key", ""), _Key(data.get("key", ""))).name
        if len(data):
            shown = [tidy("".join(part.itertext())) for part in data.iter() if local(part) in LABELS]
            label = label or next(filter(None, shown), "")
            draft.left("drawing", place, name)
        else:
            cells[name] = (data.text or "").strip()
    for _ in children(element, "graph"):
        draft.left("nesting", place, place.column or "")
    return {name: value for name, value in cells.items() if name}, label
