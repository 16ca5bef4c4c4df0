"""Every number a result depends on besides the tables, in one place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Parameters of a run. ``study.toml`` may override each by its name.

    The thresholds are conventions of this project, stated so that they can be changed and
    tested for; they are not estimated from data.
    """

    seed: int = 2020
    supply_met: float = 0.5  # a pair's supply from which its need counts as met
    brokered_at: float = 0.5  # support through one go-between from which a gap counts as brokered
    covering_roles: tuple[str, ...] = ("lead", "implement")  # roles that cover a cell
    grade_b_quantile: float = 0.75  # computed need at or above this share of all needs > 0, for grade B
    few_ties: int = 40  # below this many existing ties no tie is predicted
    few_actors: int = 20
    exact_up_to: int = 2000  # actors up to which betweenness is exact and current flow is worked out
    pivots: int = 256  # starting points from which the betweenness of a larger network is estimated
    one_sided_share: float = 0.5  # share of ties told from one side from which the output warns

    def with_overrides(self, overrides: Mapping[str, object]) -> Settings:
        """Return settings with some values replaced.

        Examples
        --------
        >>> Settings().with_overrides({"seed": 7}).seed
        7
        """
        known = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(self, **{k: type(known[k])(v) for k, v in overrides.items()})

    def as_record(self) -> dict[str, object]:
        """Return the settings as plain values, for the record of a run."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}


PARAMETERS = tuple(field.name for field in fields(Settings))
DEFAULTS = Settings()
GRID = 20  # strengths lie on a grid of 1/20 (format: .05)
UNIT_LENGTH = math.lcm(*range(1, GRID + 1))  # integer path length of a tie of strength 1
