"""How much of what a training gave is still there later, of the people who came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.suppression import Reason

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RESAMPLES = 2_000
_TAILS = (2.5, 97.5)
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Kept:
    """The share of the gain that is left: (later - before) / (after - before), of means.

    ``low`` and ``high`` are the ends of the 95 percent percentile interval of the bootstrap over
    people (Efron & Tibshirani 1993). Above 1 more is known than right after, below 0 less than
    before.
    """

    people: int
    share: float
    low: float
    high: float


def kept(before: pd.Series, after: pd.Series, later: pd.Series, seed: int) -> Kept | Reason:
    """Return what is left of the gain.

    Args:
        before: share right of each person, 0 to 1, indexed by seat.
        after: likewise, right after the training.
        later: likewise, at the later test.
        seed: of the resamples.

    Returns:
        The share, ``Reason.FEW_PEOPLE`` for fewer than five people with all three tests, or
        ``Reason.NO_SPREAD`` where they gained nothing that could be kept.
    """
    three = pd.concat([before, after, later], axis=1, join="inner").dropna()
    if len(three) < FEWEST:
        return Reason.FEW_PEOPLE
    # Sorted by value, so that the interval does not depend on the names of seats.
    values = np.array(sorted(map(tuple, three.to_numpy(dtype=float))))
    share = _share(values.mean(axis=0)[None, :])[0]
    people = len(values)
    weights = np.full(people, 1 / people)
    drawn = np.random.default_rng(seed).multinomial(people, weights, size=_RESAMPLES) / people
    shares = _share(drawn @ values)
    if np.isnan(share) or np.isnan(shares).mean() > 1 - _TAILS[1] / 100:
        return Reason.NO_SPREAD
    low, high = np.nanpercentile(shares, _TAILS)
    return Kept(people, float(share), float(low), float(high))


def _share(means: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share kept for rows of the means before, after and later; NaN without a gain."""
    gained = means[:, 1] - means[:, 0]
    kept_of = means[:, 2] - means[:, 0]
    # What rounding leaves of no gain at all is none.
    whole = np.full(len(means), np.nan)
    np.divide(kept_of, gained, out=whole, where=gained > _ROUNDING)
    return whole
