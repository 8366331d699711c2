"""What changed between two tests: normalised gain and change, difference with an interval.

Shares are 0 to 1. The bootstrap is that of Efron & Tibshirani (1993), An Introduction to the
Bootstrap, ch. 13: percentile interval, 95 percent, people drawn with replacement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.suppression import Reason

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

#: So often people are drawn anew for an interval.
RESAMPLES = 10_000
_TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Paired:
    """Before and after, of the people who took both.

    Attributes:
        people: how many they are.
        before: their mean share right before, 0 to 1.
        after: their mean share right afterwards.
        difference: after less before, -1 to 1.
        low: lower end of the 95 percent interval of the difference.
        high: upper end.
        gain: normalised gain of the class; None where all was right before.
        change: mean normalised change of the people who have one; None for fewer than five.
        resamples: how often people were drawn anew for the interval.
    """

    people: int
    before: float
    after: float
    difference: float
    low: float
    high: float
    gain: float | None
    change: float | None
    resamples: int


def normalised_gain(before: float, after: float) -> float | None:
    """Return which share of what could be gained was: (after - before) / (1 - before).

    Hake (1998), American Journal of Physics 66, 64-74, for the means of a class: below 0.3 low,
    up to 0.7 medium, above high. None where all was right before.
    """
    return None if before >= 1 else (after - before) / (1 - before)


def normalised_gains(before: pd.Series, after: pd.Series) -> pd.Series:
    """Return the normalised gain of each person, NaN where all was right before.

    It leans towards high first tests and is odd for losses (Brogt et al. 2007, Astronomy
    Education Review 6), so people are described by ``normalised_changes``.
    """
    return (after - before) / (1 - before).where(before < 1)


def normalised_change(before: float, after: float) -> float | None:
    """Return how much of what could be gained, or lost, was: the normalised change, -1 to 1.

    Marx & Cummings (2007), American Journal of Physics 75, 87-91: (after - before) / (1 - before)
    for a rise, (after - before) / before for a fall, 0 for no change. None where both are 0 or
    both are 1, which that article leaves out.
    """
    if before == after:
        return None if before in (0, 1) else 0.0
    return (after - before) / (1 - before if after > before else before)


def normalised_changes(before: pd.Series, after: pd.Series) -> pd.Series:
    """Return the normalised change of each person, NaN where there is none."""
    rise = after - before
    room = (1 - before).where(rise > 0, before)
    # Where nothing changed from nought or from all there is no room, and 0 / 0 is NaN; from all
    # the room is taken as 1 above.
    change = rise / room.where(room > 0)
    return change.mask((rise == 0) & (before == 1))


def bootstrap_mean(values: ArrayLike, seed: int) -> tuple[float, float]:
    """Return the 95 percent percentile interval of the mean; the order of the values is nothing.

    People with the same value are alike, so each resample is one draw from the multinomial
    distribution of the values there are: the same bootstrap in far fewer numbers.
    """
    # Differences of shares that are equal but for the last bits count as one value.
    distinct, times = np.unique(np.round(np.asarray(values, dtype=float), 12), return_counts=True)
    people = int(times.sum())
    drawn = np.random.default_rng(seed).multinomial(people, times / people, size=RESAMPLES)
    low, high = np.percentile(drawn @ distinct / people, _TAILS)
    return float(low), float(high)


def paired(before: pd.Series, after: pd.Series, seed: int) -> Paired | Reason:
    """Return the change of the people who took both tests.

    Args:
        before: share right of each person, 0 to 1, indexed by seat (``frame.shares_right``).
        after: likewise, afterwards.
        seed: of the resamples; the same data and seed give the same interval.

    Returns:
        The change, or ``Reason.FEW_PEOPLE`` for fewer than five people with both.
    """
    both = pd.concat(
        [before.dropna().rename("before"), after.dropna().rename("after")], axis=1, join="inner"
    )
    if len(both) < FEWEST:
        return Reason.FEW_PEOPLE
    first, second = float(both["before"].mean()), float(both["after"].mean())
    low, high = bootstrap_mean(both["after"] - both["before"], seed)
    changes = normalised_changes(both["before"], both["after"]).dropna()
    return Paired(
        people=len(both),
        before=first,
        after=second,
        difference=second - first,
        low=low,
        high=high,
        gain=normalised_gain(first, second),
        change=float(changes.mean()) if len(changes) >= FEWEST else None,
        resamples=RESAMPLES,
    )
