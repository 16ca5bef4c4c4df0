"""Dataset → networks: a fixed order of actors, matrices over it, graphs made from them."""

from synergy.networks.build import build_network
from synergy.networks.network import Network

__all__ = ["Network", "build_network"]
