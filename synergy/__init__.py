"""Synergy: who should be talking and is not, whose mandates overlap, what nobody covers.

From Python: ``synergy.read`` opens a study, ``synergy.measures`` holds the measures by name. See docs/api.md.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from synergy import measures as measures
    from synergy.api import Analysis as Analysis
    from synergy.api import InvalidInput as InvalidInput
    from synergy.api import Network as Network
    from synergy.api import Study as Study
    from synergy.api import UnusablePlace as UnusablePlace
    from synergy.api import read as read

__version__ = "0.1.0"
_OF_API = ("Analysis", "InvalidInput", "Network", "Study", "UnusablePlace", "read")


def __getattr__(name: str) -> Any:
    """Load what is asked for only then, so that importing the package costs nothing."""
    if name == "measures":
        return import_module("synergy.measures")
    if name in _OF_API:
        return getattr(import_module("synergy.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted((*_OF_API, "__version__", "measures"))
