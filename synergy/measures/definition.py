"""What is to be known of a number besides its value."""

from __future__ import annotations

import math
from dataclasses import dataclass

INFINITE = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One number as the tables carry it: its ``name``, the range it lies in, and who defined it.

    What it means in words, what more of it says and when not to use it stand in the language files, under
    ``measure.NAME``.
    """

    name: str
    low: float = 0.0
    high: float = 1.0
    source: str = ""
    doi: str = ""
