"""Which new links are worth most, within limits that people can keep."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu

from synergy.networks.network import Matrix

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a plan must keep to.

    ``links`` new links at most, ``per_actor`` of them with any one actor, ``budget`` for the costs of all (NaN: no
    limit); pairs in ``forbidden`` never, pairs in ``required`` always. Pairs are positions (i, j) with i < j.
    """

    links: int
    per_actor: int = 2
    budget: float = float("nan")
    forbidden: frozenset[Pair] = frozenset()
    required: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One new link of a plan: its worth, and what would take its place if it could not be made.

    ``alternative`` is the pair that comes in when this one is forbidden (None: the plan just loses it), and ``loss``
    what the plan is then worth less. ``why`` names what kept the alternative out: ``worth`` (it closes less),
    ``per_actor`` or ``budget`` (it closes more, and a limit stood against it).
    """

    pair: Pair
    worth: float
    alternative: Pair | None = None
    loss: float = float("nan")
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Links by worth; ``bound`` is what no plan within the limits can exceed, the worth itself where ``exact``."""

    links: tuple[Link, ...] = ()
    worth: float = 0.0
    bound: float = 0.0
    exact: bool = True
    unmet: tuple[Pair, ...] = field(default_factory=tuple)


def plan_links(worth: Matrix, limits: Limits, *, cost: Matrix | None = None, exact_up_to: int = 100) -> Plan:
    """Choose the links that are worth most together.

    Up to ``exact_up_to`` actors the choice is exact (integer programme). Beyond, links are taken by worth while the
    limits allow, and the bound of the linear programme tells how far from the best the plan can be at most; without
    a budget it is at least half the best.

    Parameters
    ----------
    worth : (n, n) symmetric, > 0 for the pairs that may be linked.
    limits : of the plan.
    cost : (n, n) of a link, >= 0; 1 each where None.
    exact_up_to : number of actors to which the choice is exact.

    Returns
    -------
    Plan. ``unmet`` are the required pairs that the limits leave no room for.

    References
    ----------
    A weighted b-matching under a budget; for the greedy half: Avis (1983), A survey of heuristics for the weighted
    matching problem, Networks 13:475-493.

    Examples
    --------
    >>> gap = csr_array([[0, 3.0, 2.0], [3.0, 0, 0], [2.0, 0, 0]])
    >>> [link.pair for link in plan_links(gap, Limits(links=2)).links]
    [(0, 1), (0, 2)]
    >>> [link.pair for link in plan_links(gap, Limits(links=2, per_actor=1)).links]
    [(0, 1)]
    """
    table = _Table.of(worth, limits, cost)
    if worth.shape[0] > exact_up_to:
        chosen, bound = table.greedy(limits), table.bound(limits)
    else:
        chosen = table.best(limits)
        bound = table.total(chosen)
    links = [_explained(table, limits, chosen, k, exact=worth.shape[0] <= exact_up_to) for k in chosen]
    return Plan(
        links=tuple(sorted(links, key=lambda link: (-link.worth, link.pair))),
        worth=table.total(chosen),
        bound=bound,
        exact=worth.shape[0] <= exact_up_to,
        unmet=tuple(sorted(limits.required - {table.pairs[k] for k in chosen})),
    )


def _explained(table: _Table, limits: Limits, chosen: list[int], k: int, *, exact: bool) -> Link:
    pair = table.pairs[k]
    if pair in limits.required:
        return Link(pair=pair, worth=table.worth[k], why="required")
    without = replace(limits, forbidden=limits.forbidden | {pair})
    other = table.best(without) if exact else table.greedy(without)
    new = sorted(set(other) - set(chosen), key=lambda m: (-table.worth[m], table.pairs[m]))
    alternative = new[0] if new else None
    return Link(
        pair=pair,
        worth=table.worth[k],
        alternative=None if alternative is None else table.pairs[alternative],
        loss=table.total(chosen) - table.total(other),
        why="" if alternative is None else _why(table, limits, chosen, alternative, k),
    )


def _why(table: _Table, limits: Limits, chosen: list[int], alternative: int, k: int) -> str:
    if table.worth[alternative] <= table.worth[k]:
        return "worth"
    spent = sum(table.cost[m] for m in chosen) - table.cost[k] + table.cost[alternative]
    return "budget" if spent > limits.budget else "per_actor"


@dataclass(frozen=True, slots=True)
class _Table:
    """The pairs that may be linked, sorted by position, with what each is worth and costs."""

    pairs: tuple[Pair, ...]
    worth: list[float]
    cost: list[float]
    ends: NDArray[np.intp]  # (pairs, 2)
    actors: int

    @classmethod
    def of(cls, worth: Matrix, limits: Limits, cost: Matrix | None) -> _Table:
        half = triu(csr_array(worth), 1, format="coo")
        found = {(int(i), int(j)): float(v) for i, j, v in zip(*half.coords, half.data, strict=True) if v > 0}
        pairs = tuple(sorted({*found, *limits.required} - limits.forbidden))
        costs = [1.0 if cost is None else float(cost[pair]) for pair in pairs]
        ends = np.array(pairs, dtype=np.intp).reshape(-1, 2)
        return cls(pairs, [found.get(pair, 0.0) for pair in pairs], costs, ends, int(worth.shape[0]))

    def total(self, chosen: Iterable[int]) -> float:
        return float(sum(self.worth[k] for k in chosen))

    def greedy(self, limits: Limits) -> list[int]:
        """Take pairs by worth, required ones first, while the limits allow."""
        load, spent, chosen = np.zeros(self.actors, dtype=int), 0.0, list[int]()
        order = sorted(range(len(self.pairs)), key=lambda k: (self.pairs[k] not in limits.required, -self.worth[k], k))
        for k in order:
            room = len(chosen) < limits.links and (load[self.ends[k]] < limits.per_actor).all()
            if room and self.pairs[k] not in limits.forbidden and not spent + self.cost[k] > limits.budget:
                chosen.append(k)
                load[self.ends[k]] += 1
                spent += self.cost[k]
        return chosen

    def best(self, limits: Limits) -> list[int]:
        """Solve the integer programme; equal plans are told apart by the order of the pairs."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        if not self.pairs or limits.links <= 0:
            return []
        matrix, most = self._constraints(limits)
        low, high = self._fixed(limits)
        # Required pairs are asked for rather than fixed: limits that leave no room for one make no plan infeasible.
        lure = np.array([1e3 * (1 + sum(self.worth)) if pair in limits.required else 0.0 for pair in self.pairs])
        order = np.arange(len(self.pairs)) * 1e-9 * max(self.worth, default=0.0) / max(1, len(self.pairs))
        found = milp(
            -(np.array(self.worth) + lure - order),
            constraints=LinearConstraint(matrix, -np.inf, most),
            integrality=np.ones(len(self.pairs)),
            bounds=Bounds(low, high),
            options={"mip_rel_gap": 0.0},
        )
        taken = [] if found.x is None else [int(k) for k in np.nonzero(found.x > 0.5)[0]]
        return [k for k in taken if self.worth[k] > 0 or self.pairs[k] in limits.required]

    def bound(self, limits: Limits) -> float:
        """Worth of the linear programme, which no plan can exceed."""
        from scipy.optimize import linprog

        if not self.pairs or limits.links <= 0:
            return 0.0
        matrix, most = self._constraints(limits)
        low, high = self._fixed(limits)
        found = linprog(-np.array(self.worth), A_ub=matrix, b_ub=most, bounds=np.column_stack([low, high]))
        return float(-found.fun)

    def _constraints(self, limits: Limits) -> tuple[Matrix, NDArray[np.float64]]:
        k = len(self.pairs)
        rows = np.concatenate([np.zeros(k, int), *(1 + self.ends[:, side] for side in (0, 1))])
        columns = np.tile(np.arange(k), 3)
        matrix = csr_array((np.ones(3 * k), (rows, columns)), shape=(1 + self.actors, k))
        most = np.concatenate([[limits.links], np.full(self.actors, limits.per_actor)]).astype(float)
        if not np.isnan(limits.budget):
            from scipy.sparse import vstack

            matrix = vstack([matrix, csr_array(np.array([self.cost]))], format="csr")
            most = np.append(most, limits.budget)
        return matrix, most

    def _fixed(self, limits: Limits) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        barred = _as_flags(self.pairs, limits.forbidden)
        return np.zeros(len(self.pairs)), 1.0 - barred


def _as_flags(pairs: Iterable[Pair], chosen: Collection[Pair]) -> NDArray[np.float64]:
    return np.array([float(pair in chosen) for pair in pairs])
