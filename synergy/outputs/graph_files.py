"""The graph with all its attributes, for Gephi, Cytoscape and R: ``network.graphml``."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from synergy.dataset.records import Actor, Tie
from synergy.findings.analysis import Analysis

Key: TypeAlias = tuple[str, str, str]  # name, kind of value, node or edge
KINDS = {str: "string", bool: "boolean", int: "long", float: "double"}
_HEAD = """<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
OURS = frozenset({"id", "name", "strength", "weight"})  # further names that a study's own attribute must not take


def write_graphml(analysis: Analysis, path: Path) -> None:
    """Write every actor and every tie, one edge a tie, whatever its status.

    Only edges of status ``existing`` belong to the network that is measured; the others are there to be
    seen. Aliases are left out, because those of persons are names.

    The lines are those of ``networkx.write_graphml_xml``, which holds the whole document in memory, several gigabytes
    of a million ties; here each actor and each tie is written when it is made.
    """
    directed = any(tie.directed for tie in analysis.dataset.ties)
    keys = _keys(analysis)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        for (name, kind, scope), key in reversed(keys.items()):
            file.write(f'  <key id="{key}" for="{scope}" attr.name="{attribute(name)}" attr.type="{kind}" />\n')
        file.write(f'  <graph edgedefault="{"directed" if directed else "undirected"}">\n')
        for actor, values in described_actors(analysis):
            file.write(_element("node", {"id": actor.id}, values, keys))
        for tie in analysis.dataset.ties:
            ends = {"source": tie.ends[0], "target": tie.ends[1], "id": tie.id}
            file.write(_element("edge", ends, described_tie(tie), keys))
        file.write("  </graph>\n</graphml>\n")


def _keys(analysis: Analysis) -> dict[Key, str]:
    actors = (values for _, values in described_actors(analysis))
    return numbered(actors, map(described_tie, analysis.dataset.ties), "d")


def numbered(
    actors: Iterable[Mapping[str, object]], ties: Iterable[Mapping[str, object]], letter: str
) -> dict[Key, str]:
    """Number what is said of actors and of ties, each name apart by the kind of its values, as first met."""
    keys: dict[Key, str] = {}
    for scope, values in chain((("node", said) for said in actors), (("edge", said) for said in ties)):
        for name, value in values.items():
            keys.setdefault((name, KINDS[type(value)], scope), f"{letter}{len(keys)}")
    return keys


def _element(tag: str, attributes: Mapping[str, str], values: Mapping[str, object], keys: Mapping[Key, str]) -> str:
    own = "".join(f' {name}="{attribute(value)}"' for name, value in attributes.items())
    lines = [f"    <{tag}{own}>"]
    for name, value in values.items():
        text = escape(str(value))
        key = keys[name, KINDS[type(value)], tag]
        lines.append(f'      <data key="{key}">{text}</data>' if text else f'      <data key="{key}" />')
    return "\n".join([*lines, f"    </{tag}>\n"])


def attribute(text: str) -> str:
    """Return text as it stands between the quotation marks of an attribute."""
    return escape(text, {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"})


def described_actors(analysis: Analysis) -> Iterator[tuple[Actor, dict[str, object]]]:
    """Yield every actor with what a graph file says of it: plain values by name, nothing that is not known."""
    measured = analysis.measured.actors
    names = [str(name) for name in measured]
    values = dict(zip(measured.index, measured.itertuples(index=False, name=None), strict=True))
    members = frozenset(analysis.network.members)
    for actor in analysis.dataset.actors:
        measures = dict(zip(names, values[actor.id], strict=True))
        yield actor, _node(actor, measures, in_network=actor.id in members)


def _node(actor: Actor, measures: Mapping[str, Any], *, in_network: bool) -> dict[str, object]:
    known = {k: float(v) for k, v in measures.items() if not (isinstance(v, float) and math.isnan(v))}
    known.pop("is_cut_point", None)
    cut_point = bool(measures["is_cut_point"]) if in_network else False
    node: dict[str, object] = {
        "label": actor.name,
        "label_en": actor.name_en,
        "sector": actor.sector,
        "kind": str(actor.kind),
        "placeholder": actor.placeholder,
        "level": actor.level,
        "in_network": in_network,
        **{name: float(f"{value:.9g}") for name, value in known.items()},
        "is_cut_point": cut_point,
        **_said_of_actor(actor),
    }
    return {**node, **_own(actor, node)}


def _said_of_actor(actor: Actor) -> dict[str, object]:
    """Return what else the study says of an actor, so that the graph can be brought in again as it was."""
    numbers = {"stands_for": actor.stands_for, "influence": actor.influence, "interest": actor.interest}
    texts = {
        "parent": actor.parent or "",
        "territory": ";".join(actor.territory),
        "respondent": str(actor.respondent or ""),
        "capacity": actor.capacity,
        "source_id": ";".join(actor.evidence.sources),
        "locator": actor.evidence.locator,
        "confidence": str(actor.evidence.confidence or ""),
        "basis": str(actor.evidence.basis or ""),
        "note": actor.evidence.note,
    }
    return {name: value for name, value in (*numbers.items(), *texts.items()) if value not in (None, "")}


def _own(record: Actor | Tie, taken: Mapping[str, object]) -> dict[str, object]:
    """Return the columns of the study's own; where one of ours has the same name, under "own_" and that name."""
    clash = OURS.union(taken)
    return {
        without_controls(f"own_{name}" if name in clash else name): without_controls(value)
        for name, value in record.attributes
    }


def without_controls(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or " " <= c < "\ud800" or "\udfff" < c < "\ufffe" or c > "\uffff")


def described_tie(tie: Tie) -> dict[str, object]:
    """Return what a graph file says of a tie: plain values by name, nothing that is not known."""
    evidence = tie.evidence
    given = {} if tie.strength is None else {"strength": tie.strength, "weight": tie.strength}
    edge: dict[str, object] = {
        "tie": tie.id,
        "type": tie.type,
        "status": str(tie.status),
        "is_directed": tie.directed,
        "programme": ";".join(tie.programmes),
        "source_id": ";".join(evidence.sources),
        "locator": evidence.locator,
        "confidence": str(evidence.confidence or ""),
        "basis": str(evidence.basis or ""),
        "valid_from": tie.valid_from,
        "valid_to": tie.valid_to,
        "note": evidence.note,
        **given,
        **_said_of_tie(tie),
    }
    return {**edge, **_own(tie, edge)}


def _said_of_tie(tie: Tie) -> dict[str, object]:
    said = {
        "frequency": tie.frequency,
        "reported_by": ";".join(tie.reported_by),
        "reason": tie.reason,
        "reason_en": tie.reason_en,
    }
    return {name: value for name, value in said.items() if value}
