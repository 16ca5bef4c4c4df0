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
    grade_a_quantile: float = 0.9  # and for grade A
    firm: float = 0.8  # stability from which a place in a list is firm
    tentative: float = 0.5  # and from which it is tentative
    few_ties: int = 40  # below this many existing ties no tie is predicted
    few_actors: int = 20
    exact_up_to: int = 2000  # actors up to which betweenness is exact and current flow is worked out
    pivots: int = 256  # starting points from which the betweenness of a larger network is estimated
    chance_from: int = 10  # actors below which chance is not worked out: too few to tell anything
    chance_up_to: int = 500  # actors up to which null models, resampling and stability are worked out
    null_draws: int = 20_000  # random allocations of duties behind the p-values of pairs
    permutation_draws: int = 1000  # of labels, actors or whole networks behind the p-values of indices
    bootstrap_draws: int = 1000  # resamples of the actors behind an interval
    case_draws: int = 50  # subsets at each share of actors dropped
    rewired_draws: int = 50  # rewired networks behind the p-values of communities and core
    stability_draws: int = 500  # variations of the study behind the stability of a place in a list
    community_runs: int = 100  # seeded runs whose consensus the communities are
    list_length: int = 10  # places of the list whose stability is told
    links: int = 5  # new links that are recommended
    links_per_actor: int = 2  # of them with any one actor
    new_link_supply: float = 0.8  # coordination that a new link is taken to supply: that of an operational tie
    forum_supply: float = 0.3  # and that sitting in one active forum is taken to supply
    one_sided_share: float = 0.5  # share of ties told from one side from which the output warns

    def tells_chance(self, actors: int) -> bool:
        """Say whether null models and resampling are worked out for so many actors.

        Examples
        --------
        >>> Settings().tells_chance(3), Settings().tells_chance(30)
        (False, True)
        """
        return self.chance_from <= actors <= self.chance_up_to

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
