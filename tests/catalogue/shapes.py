"""S1–S6: studies of unusual size or shape; each is a study of its own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from tests.catalogue.case import OK, REFUSE, WARN, Case, at
from tests.conftest import Rows, actors, ties, write_study

SIX = "ABCDEF"


def instead(**tables: Rows) -> Callable[[Path], object]:
    """Put another study in place of the twin."""

    def spoil(folder: Path) -> object:
        for path in folder.iterdir():
            path.unlink()
        return write_study(folder, tables)

    return spoil


def _no_actors(folder: Path) -> object:
    for path in folder.iterdir():
        path.unlink()
    return (folder / "stakeholders.csv").write_text("id,name,sector\n", encoding="utf-8")


STAR = ties(*(f"A-{other}" for other in SIX[1:]))
MANY = [{"actor": "A", "programme": f"P{i}", "role": "implement", "status": "existing"} for i in range(300)]
CASES = (
    Case("S1-no-actor", REFUSE, _no_actors, (at("no-rows", "stakeholders", 1),)),
    Case("S1-one-actor", OK, instead(stakeholders=actors("A")), same=False),
    Case("S1-two-actors", OK, instead(stakeholders=actors("A", "B"), ties=ties("A-B")), same=False),
    Case("S2-no-ties", OK, instead(stakeholders=actors(*SIX)), same=False),
    Case("S3-two-parts-and-isolates", OK, instead(stakeholders=actors(*SIX), ties=ties("A-B", "C-D")), same=False),
    Case(
        "S4-complete",
        OK,
        instead(stakeholders=actors(*SIX), ties=ties(*map("-".join, combinations(SIX, 2)))),
        same=False,
    ),
    Case("S4-star", OK, instead(stakeholders=actors(*SIX), ties=STAR), same=False),
    Case(
        "S4-star-without-its-hub",
        REFUSE,
        instead(stakeholders=actors(*SIX[1:]), ties=STAR),
        tuple(at("unknown-actor", "ties", row, "from") for row in range(2, 7)),
    ),
    Case(
        "S6-three-hundred-programmes",
        OK,
        instead(stakeholders=actors("A", "B"), participation=MANY),
        (at("programmes-made", "participation", 2, "programme"),),
        same=False,
    ),
    Case(
        "S7-a-tie-said-a-hundred-times",
        WARN,
        instead(stakeholders=actors("A", "B"), ties=ties(*["A-B"] * 100)),
        tuple(at("identical-row", "ties", row) for row in range(3, 102)),
        same=False,
    ),
)
