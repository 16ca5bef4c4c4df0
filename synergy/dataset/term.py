"""A word of a controlled list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a controlled list (sector, cluster, function, target_group, territory, tie_type, role)."""

    list: str
    term: str
    name_id: str
    name_en: str
    parent: str | None = None
    colour: str = ""
    shape: str = ""
    order: float = 0.0
    weight: float | None = None
    attributes: tuple[tuple[str, str], ...] = ()

    def attribute(self, name: str) -> str:
        """Return an extra column of this term ("" where it has none)."""
        return dict(self.attributes).get(name, "")
