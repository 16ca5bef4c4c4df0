"""Small networks with published values; source and tolerance stand in tests/published."""

import json
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

PUBLISHED = Path(__file__).parents[1] / "published"


def published(name):
    return json.loads((PUBLISHED / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def knoke():
    pins = published("knoke_information")
    graph = nx.from_numpy_array(np.array(pins["matrix"]), create_using=nx.DiGraph)
    return nx.relabel_nodes(graph, dict(enumerate(pins["labels"]))), pins


@pytest.fixture
def florentine():
    return nx.florentine_families_graph(), published("florentine_marriages")
