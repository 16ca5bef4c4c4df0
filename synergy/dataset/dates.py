"""Dates as they are written by hand → ISO text; what two people would read differently is refused."""

from __future__ import annotations

import datetime
import re

from synergy.dataset.cells import Fault
from synergy.problems import Severity

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?(?:-(?P<day>\d{1,2}))?(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_IN_WORDS = re.compile(r"(?:(?P<day>\d{1,2})[ .-]+)?(?P<name>[^\W\d_]{3,})\.?[ .,-]+(?P<year>\d{4})")
_NAME_FIRST = re.compile(r"(?P<name>[^\W\d_]{3,})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})")
_MONTHS = (  # Indonesian and English, in full and cut short
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "pebruari", "peb"),
    ("maret", "march", "mar", "mrt"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "agust", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov", "nopember", "nop"),
    ("desember", "december", "des", "dec"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}


def read_date(text: str) -> tuple[str | None, list[Fault]]:
    """Return a date as ISO text: a year, a month or a day; dd/mm/yyyy is read day first, with a notice.

    Examples
    --------
    >>> read_date("03/04/2025")[0], read_date("21 April 2021")[0], read_date("Januari 2023")[0], read_date("01/2023")[0]
    ('2025-04-03', '2021-04-21', '2023-01', '2023-01')
    """
    patterns = (_ISO, _DAY_FIRST, _MONTH_YEAR, _IN_WORDS, _NAME_FIRST)
    found = next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)
    parts = found.groupdict() if found else {}
    month = _NUMBER_OF.get(parts["name"].casefold(), 0) if parts.get("name") else int(parts.get("month") or 1)
    day, year = parts.get("day"), parts.get("year")
    if year is None or not _is_date(int(year), month, int(day or 1)):
        return None, [Fault("unreadable-date", value=text)]
    told = [
        year,
        *([f"{month:02}"] if parts.get("month") or parts.get("name") else []),
        *([day.zfill(2)] if day else []),
    ]
    by_hand = found is not None and found.re is _DAY_FIRST
    return "-".join(told), [Fault("day-first-date", Severity.NOTICE, text)] if by_hand else []


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
