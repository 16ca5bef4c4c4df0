"""The graph as Gephi keeps it, with places and colours: ``network.gexf``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from synergy.dataset.records import Actor, Tie
from synergy.findings.analysis import Analysis
from synergy.outputs.documents.svg import known_colour
from synergy.outputs.graph_files import (
    KINDS,
    Key,
    attribute,
    described_actors,
    described_tie,
    numbered,
    without_controls,
)
from synergy.outputs.page.layout import MOST_DRAWN, place

Places: TypeAlias = Mapping[str, tuple[int, int]]
NO_CLOCK = "2000-01-01"  # Gephi asks for a day; that of the run would make equal graphs unequal files
SIZE = 10
_HEAD = f"""<?xml version='1.0' encoding='utf-8'?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
  <meta lastmodifieddate="{NO_CLOCK}">
    <creator>Synergy</creator>
  </meta>
"""


def write_gexf(analysis: Analysis, path: Path) -> None:
    """Write every actor and every tie with what ``network.graphml`` says of them, each actor where the page has it.

    Actors that the page's map leaves out have no place, and in studies larger than it draws nobody has one. Where
    any tie has a direction the graph is directed, as in the other file; ``is_directed`` tells it of each tie, because
    networkx reads no graph that holds ties of both sorts.
    """
    directed = any(tie.directed for tie in analysis.dataset.ties)
    keys = _keys(analysis)
    places = place(analysis) if len(analysis.dataset.actors) <= MOST_DRAWN else {}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        file.write(f'  <graph mode="static" defaultedgetype="{"directed" if directed else "undirected"}">\n')
        for scope in ("node", "edge"):
            file.write(f'    <attributes class="{scope}" mode="static">\n')
            file.writelines(_declared(keys, scope))
            file.write("    </attributes>\n")
        file.write("    <nodes>\n")
        file.writelines(
            _node(actor, values, keys, _look(actor, analysis, places)) for actor, values in _actors(analysis)
        )
        file.write("    </nodes>\n    <edges>\n")
        for tie in analysis.dataset.ties:
            ends = {"id": tie.id, "source": tie.ends[0], "target": tie.ends[1]}
            weight = {} if tie.strength is None else {"weight": str(tie.strength)}
            file.write(_element("edge", {**ends, **weight}, _of_tie(tie), keys))
        file.write("    </edges>\n  </graph>\n</gexf>\n")


def _actors(analysis: Analysis) -> Iterator[tuple[Actor, dict[str, object]]]:
    """Yield the actors without their labels, for which GEXF has a place of its own."""
    for actor, values in described_actors(analysis):
        yield actor, {name: value for name, value in values.items() if name != "label"}


def _keys(analysis: Analysis) -> dict[Key, str]:
    return numbered((values for _, values in _actors(analysis)), map(_of_tie, analysis.dataset.ties), "a")


def _of_tie(tie: Tie) -> dict[str, object]:
    """Return what is said of a tie without its weight, for which GEXF has a place of its own."""
    return {name: value for name, value in described_tie(tie).items() if name != "weight"}


def _declared(keys: Mapping[Key, str], scope: str) -> Iterator[str]:
    for (name, kind, of), key in keys.items():
        if of == scope:
            yield f'      <attribute id="{key}" title="{_clean(name)}" type="{kind}" />\n'


def _node(actor: Actor, values: Mapping[str, object], keys: Mapping[Key, str], look: str) -> str:
    return _element("node", {"id": actor.id, "label": actor.name}, values, keys, look)


def _element(
    tag: str, own: Mapping[str, str], values: Mapping[str, object], keys: Mapping[Key, str], look: str = ""
) -> str:
    """Return one node or edge; a text without a letter says nothing and is left out."""
    head = "".join(f' {name}="{_clean(value)}"' for name, value in own.items())
    said = [
        f'          <attvalue for="{keys[name, KINDS[type(value)], tag]}" value="{_clean(_told(value))}" />\n'
        for name, value in values.items()
        if value != ""
    ]
    held = f"        <attvalues>\n{''.join(said)}        </attvalues>\n" if said else ""
    return f"      <{tag}{head}>\n{held}{look}      </{tag}>\n"


def _told(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _clean(text: str) -> str:
    return attribute(without_controls(text))


def _look(actor: Actor, analysis: Analysis, places: Places) -> str:
    """Return colour, size and place of an actor; in Gephi y grows upwards, on the page downwards."""
    term = analysis.dataset.terms("sector").get(actor.sector)
    colour = known_colour(term.colour if term else "")
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    alpha = "0.5" if actor.placeholder else "1.0"  # paler, as on the page: it stands for many
    lines = [f'        <viz:color r="{red}" g="{green}" b="{blue}" a="{alpha}" />\n']
    if actor.id in places:
        x, y = places[actor.id]
        lines.append(f'        <viz:position x="{x}.0" y="{-y}.0" z="0.0" />\n')
    return "".join([*lines, f'        <viz:size value="{SIZE}.0" />\n'])
