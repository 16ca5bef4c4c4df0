"""Weights of a foreign file: which say that there is no tie, and how the others become strengths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from synergy.problems import Origin
from synergy.tables.layouts.imported import number
from synergy.tables.layouts.telling import Telling

WeighedRow = tuple[Origin, dict[str, str]]


def no_tie(cells: Mapping[str, str]) -> tuple[str, str]:
    """Return why a weight makes no tie (the code of a note, "" where it does) and the weight.

    A strength counts as a weight here where no status says what the row stands for.

    Examples
    --------
    >>> no_tie({"weight": "-8"}), no_tie({"weight": "0.0"}), no_tie({"weight": "abc"})
    (('negative_weight', '-8'), ('zero_weight', '0.0'), ('', ''))
    """
    columns = ("weight",) if cells.get("status", "").strip() else ("weight", "strength")
    for text in (cells.get(column, "") for column in columns):
        value = number(text)
        if value is not None and value <= 0:
            return ("negative_weight" if value < 0 else "zero_weight"), text
    return "", ""


def scale(rows: Sequence[WeighedRow], default: str, draft: Telling) -> None:
    """Turn weights of ties into strengths: as they are where none is above 1, else as shares of the largest.

    Parameters
    ----------
    rows : ties, given their ``strength`` here.
    default : weight of a tie that has none, where the format of the source says so.
    draft : is told what is changed.
    """
    open_rows = [(origin, cells) for origin, cells in rows if not cells.get("strength")]
    values = [number(cells.get("weight", "")) for _, cells in open_rows]
    top = max((value for value in values if value is not None), default=0.0)
    for origin, cells in open_rows if default and top else ():
        if not cells.get("weight", "").strip():
            cells["weight"] = default
            top = max(top, number(default) or 0.0)
            draft.changed("default_weight", origin)
    weighed = [(origin, cells) for origin, cells in open_rows if cells.get("weight", "").strip()]
    for origin, cells in weighed:
        weight = number(cells["weight"])
        if weight is None:
            draft.changed("weight_not_number", origin, cells["weight"])
        else:
            cells["strength"] = f"{weight / top if top > 1 else weight:.6g}"
    if top > 1:
        draft.changed("weights_scaled", weighed[0][0], f"{top:g}")
    _tell_full(rows, draft)


def _tell_full(rows: Sequence[WeighedRow], draft: Telling) -> None:
    """Tell which ties have no strength where others have one: in the analysis they count as the strongest."""
    bare = [origin for origin, cells in rows if not (cells.get("strength") or cells.get("frequency", "").strip())]
    for origin in bare if len(bare) < len(rows) else ():
        draft.changed("full_strength", origin)
