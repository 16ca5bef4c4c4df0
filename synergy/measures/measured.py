"""What the measures of one network came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from synergy.measures.estimate import Estimate
from synergy.measures.of_brokerage import BrokerageRole
from synergy.measures.of_reports import Reports
from synergy.measures.of_structure import Structure
from synergy.measures.of_validity import Validity
from synergy.measures.pairs.overlap import Overlap
from synergy.measures.pairs.sensitivity import Variant
from synergy.measures.programmes.coverage import Coverage
from synergy.measures.whole.removal import Removal
from synergy.networks.network import Matrix, Network


@dataclass(frozen=True, eq=False, kw_only=True)
class Measured:
    """All measures of a network.

    ``actors`` has one row for every actor in ``network.order`` (NaN for those outside the network);
    ``pairs`` maps a name to an (n, n) matrix over the same order; ``whole`` maps an index of the whole
    network to its value (NaN where undefined); ``overlaps`` compares mandates pair by pair;
    ``coverage`` says who covers each cluster, cell and indicator; ``removals`` what is left of the
    network without each cut point. ``estimates`` hold indices of the whole network against chance;
    ``structure`` tells its communities, core and key players; ``brokerage`` the roles of brokers beside
    chance; ``reports`` what a roster's numbers owe to missing and one-sided reports; ``sensitivity`` how
    much the list of gaps owes to choices; ``validity`` whether ties follow need at all.
    """

    network: Network
    actors: pd.DataFrame
    pairs: Mapping[str, Matrix]
    whole: Mapping[str, float]
    overlaps: tuple[Overlap, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    removals: tuple[Removal, ...] = field(default_factory=tuple)
    estimates: Mapping[str, Estimate] = field(default_factory=dict)
    structure: Structure = field(default_factory=Structure)
    brokerage: tuple[BrokerageRole, ...] = ()
    reports: Reports | None = None
    sensitivity: tuple[Variant, ...] = ()
    validity: Validity | None = None
