"""A number with what is known of its chance and its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass

NAN = float("nan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value beside what chance alone would give and how far it may be off.

    ``baseline`` is its mean under the null model and ``spread`` its standard deviation there; ``low`` and ``high``
    bound its 95 % interval; ``p_value`` is of the side that ``method`` names; ``draws`` is the number of random
    draws, or of all arrangements where ``exact``. Whatever was not asked for or is undefined is NaN.
    """

    value: float
    baseline: float = NAN
    spread: float = NAN
    low: float = NAN
    high: float = NAN
    p_value: float = NAN
    draws: int = 0
    exact: bool = False
    method: str = ""

    @property
    def z(self) -> float:
        """Distance from the baseline in standard deviations; NaN where there is no spread.

        Examples
        --------
        >>> Estimate(value=3, baseline=1, spread=0.5).z
        4.0
        """
        return (self.value - self.baseline) / self.spread if self.spread > 0 else NAN
