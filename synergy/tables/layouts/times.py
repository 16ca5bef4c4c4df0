"""When a node or an edge of a graph file was there: one plain interval becomes dates, all else is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from synergy.problems import Origin
from synergy.tables.layouts.telling import Telling

Interval = tuple[str, str]  # start and end; "" where it is open
_DATE = re.compile(r"((?:1[5-9]|20|21)\d\d(?:-\d\d(?:-\d\d)?)?)(?:\.0+|T00:00(?::00(?:\.0+)?)?Z?)?")
_OPEN = ("", "*", "-", "inf", "infinity", "-inf", "-infinity")


def plain_date(text: str) -> str:
    """Return a year or an ISO date without the time of day; "" where a text is neither.

    Examples
    --------
    >>> plain_date("2015.0"), plain_date("2015-03-01T00:00:00"), plain_date("3")
    ('2015', '2015-03-01', '')
    """
    found = _DATE.fullmatch(text.strip())
    return found.group(1) if found else ""


def dated(intervals: Sequence[Interval], column: str, origin: Origin, draft: Telling) -> dict[str, str]:
    """Return the cells that say when something was there.

    Parameters
    ----------
    intervals : all times that the source gives for one node or edge.
    column : where they are kept in full, if they are not one interval of years or dates.
    """
    if not intervals:
        return {}
    start, end = ("" if text.strip().casefold() in _OPEN else text.strip() for text in intervals[0])
    dates = plain_date(start), plain_date(end)
    if len(intervals) == 1 and dates != ("", "") and bool(start) == bool(dates[0]) and bool(end) == bool(dates[1]):
        return {name: date for name, date in zip(("valid_from", "valid_to"), dates, strict=True) if date}
    shown = "; ".join(one if one == other else f"{one} – {other}" for one, other in intervals)
    draft.changed("times_kept", origin, shown)
    return {column: shown}
