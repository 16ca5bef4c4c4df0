"""The graph with all its attributes, for Gephi, Cytoscape and R: ``network.graphml``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import networkx as nx

from synergy.dataset.records import Actor, Tie
from synergy.findings.analysis import Analysis

OURS = frozenset({"id", "name", "strength", "weight"})  # further names that a study's own attribute must not take


def write_graphml(analysis: Analysis, path: Path) -> None:
    """Write every actor and every tie, one edge a tie, whatever its status.

    Only edges of status ``existing`` belong to the network that is measured; the others are there to be
    seen. Aliases are left out, because those of persons are names.
    """
    dataset = analysis.dataset
    graph: nx.Graph = nx.MultiDiGraph() if any(tie.directed for tie in dataset.ties) else nx.MultiGraph()
    for actor in dataset.actors:
        graph.add_node(actor.id, **_node(actor, analysis))
    for tie in dataset.ties:
        graph.add_edge(*tie.ends, key=tie.id, **_edge(tie))
    nx.write_graphml_xml(graph, path, encoding="utf-8", prettyprint=True)


def _node(actor: Actor, analysis: Analysis) -> dict[str, object]:
    measures = {str(name): column[actor.id] for name, column in analysis.measured.actors.items()}
    known = {k: float(v) for k, v in measures.items() if not (isinstance(v, float) and math.isnan(v))}
    known.pop("is_cut_point", None)
    in_network = actor.id in analysis.network.members
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
    return {_xml(f"own_{name}" if name in clash else name): _xml(value) for name, value in record.attributes}


def _xml(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or " " <= c < "\ufffe" or c > "\uffff")


def _edge(tie: Tie) -> dict[str, object]:
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
