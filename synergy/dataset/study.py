"""What a study says of itself, and how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What the study as a whole says of itself (``study.toml``)."""

    title: str = ""
    title_en: str = ""
    place: str = ""
    place_en: str = ""
    period: str = ""
    boundary: str = ""
    boundary_en: str = ""
    citation: str = ""
    license: str = ""  # of the data: a name, or an address where it can be read
    caution: str = ""  # what a reader must know of the coding before anything else
    caution_en: str = ""
    vantage: str | None = None
    preset: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Rows of one table: ``read`` = ``used`` + the sum of ``set_aside`` (reason code -> rows)."""

    table: str
    read: int
    used: int
    set_aside: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """An input as it was read: hash of its bytes, and of its content with rows and columns sorted."""

    name: str
    sha256: str
    content_sha256: str
