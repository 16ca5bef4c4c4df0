"""What one row of a table still needs once its cells are read: defaults, and rules between its cells.

``FINISH`` names the columns that each rule looks at; it is given these only, and may change these only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from synergy.dataset.cells import Fault
from synergy.dataset.choices import STRENGTH_OF
from synergy.dataset.names import Known
from synergy.problems import Severity
from synergy.settings import GRID

Values = dict[str, Any]
Finished = tuple[Values, list[tuple[str, Fault]]]


def finish_actor(values: Values, known: Known) -> Finished:
    """A collective is a placeholder unless the row says otherwise; the number it stands for is whole."""
    faults = []
    stands_for = values["stands_for"]
    if isinstance(stands_for, float):
        if stands_for.is_integer():
            values = {**values, "stands_for": int(stands_for)}
        else:
            faults.append(("stands_for", Fault("not-a-whole-number", value=f"{stands_for:g}")))
    if values["placeholder"] is None:
        values = {**values, "placeholder": values["kind"] == "collective"}
    return values, faults


def finish_tie(values: Values, known: Known) -> Finished:
    """Settle strength (on the grid, from the frequency where not given) and direction (from the type)."""
    faults: list[tuple[str, Fault]] = []
    strength, frequency = values["strength"], values["frequency"]
    if isinstance(strength, float):
        if frequency in STRENGTH_OF and abs(STRENGTH_OF[frequency] - strength) > 1e-9:
            faults.append(("frequency", Fault("strength-and-frequency", Severity.NOTICE, frequency)))
        if strength == 0 and values["status"] == "existing":
            faults.append(("strength", Fault("zero-strength", value="0")))
        rounded = max(round(strength * GRID), 1 if strength else 0) / GRID
        if abs(rounded - strength) > 1e-9:
            code = "strength-raised" if strength < 0.5 / GRID else "strength-rounded"
            faults.append(("strength", Fault(code, Severity.NOTICE, f"{strength:g}")))
        values = {**values, "strength": rounded}
    elif strength is None and frequency in STRENGTH_OF:
        values = {**values, "strength": STRENGTH_OF[frequency]}
    if values["directed"] is None:
        term = known.words.terms.get("tie_type", {}).get(values["type"])
        values = {**values, "directed": term is not None and term.attribute("directed") == "yes"}
    return values, [*faults, *_dates(values)]


def finish_duty(values: Values, known: Known) -> Finished:
    """A duty names a function, a cluster or a target group."""
    if any(values[name] for name in _DUTY):
        return values, []
    return values, [("function", Fault("no-duty"))]


def finish_dates(values: Values, known: Known) -> Finished:
    """Nothing ends before it begins."""
    return values, _dates(values)


def _dates(values: Values) -> list[tuple[str, Fault]]:
    start, end = values["valid_from"], values["valid_to"]
    if not start or not end or not (start[:4].isdigit() and end[:4].isdigit()):
        return []
    shared = min(len(start), len(end))
    if start[:shared] <= end[:shared]:
        return []
    return [("valid_to", Fault("dates-reversed", value=end, values={"start": start}))]


_TIMES = ("valid_from", "valid_to")
_DUTY = ("function", "cluster", "target_group")
FINISH: dict[str, tuple[tuple[str, ...], Callable[[Values, Known], Finished]]] = {
    "stakeholders": (("stands_for", "placeholder", "kind"), finish_actor),
    "programmes": (_TIMES, finish_dates),
    "participation": (_TIMES, finish_dates),
    "ties": (("strength", "frequency", "status", "directed", "type", *_TIMES), finish_tie),
    "mandates": (_DUTY, finish_duty),
    "requirements": (_DUTY, finish_duty),
}
