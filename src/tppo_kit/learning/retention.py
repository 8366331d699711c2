"""What is left after 30, 90 and 180 days, and how many are no longer there to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.frame import shares_right
from tppo_kit.learning.gain import bootstrap_mean
from tppo_kit.learning.groups import detections

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The moments in their order, and after how many days each is due.
MOMENTS: Mapping[str, int] = {"before": 0, "after": 0, "30": 30, "90": 90, "180": 180}
_DAY = 86_400


def retention(judgements: pd.DataFrame, now: float, seed: int) -> pd.DataFrame:
    """Return what the people who are still there know at each moment.

    Args:
        judgements: rows of ``frame.frame``; those without a purpose are passed over.
        now: seconds since 1970.
        seed: of the resamples.

    Returns:
        A row for each of ``MOMENTS``. ``due``: people whose turn has come, counted from the end
        of their test after the training (before it, where there was none after), and whoever
        came early; ``people``: who came; ``lost``: due and not there. Of those who came: ``share``
        right (mean over people, 0 to 1) with ``share_low`` and ``share_high`` (bootstrap over
        people, see ``gain``), and ``sensitivity``, ``criterion`` with their intervals, pooled.
        ``same_after``: the share right after the training of those who came and took that test,
        to compare with; only the ones who know more may have come back. Figures are NaN for fewer
        than five people.
    """
    asked = judgements[judgements["purpose"].isin(list(MOMENTS))]
    ends = _training_ends(asked)
    after = shares_right(asked[asked["purpose"] == "after"])
    rows = [
        _moment(
            asked[asked["purpose"] == moment], after, ends[ends + days * _DAY <= now].index, seed
        )
        for moment, days in MOMENTS.items()
    ]
    found = pd.DataFrame(rows, index=pd.Index(MOMENTS, name="purpose"))
    names = [
        each
        for name in ("sensitivity", "criterion")
        for each in (name, f"{name}_low", f"{name}_high")
    ]
    told = detections(asked, ["purpose"])[names]
    return found.join(told.set_axis(told.index.astype(str)))


def _training_ends(asked: pd.DataFrame) -> pd.Series:
    """Return when each person's training ended, in seconds since 1970."""
    tests = asked[asked["purpose"].isin(["before", "after"])]
    last = tests.pivot_table(
        index="seat", columns="purpose", values="at", aggfunc="max", observed=True
    )
    last.columns = last.columns.astype(str)
    ends = last.reindex(columns=["after", "before"]).bfill(axis=1)["after"]
    return ends.set_axis(ends.index.astype(str))


def _moment(came: pd.DataFrame, after: pd.Series, due: pd.Index, seed: int) -> dict[str, float]:
    """Return counts and shares of one moment."""
    shares = shares_right(came)
    everybody = due.union(shares.index)
    both = after.reindex(shares.index).dropna()
    enough = len(shares) >= FEWEST
    low, high = bootstrap_mean(shares, seed) if enough else (np.nan, np.nan)
    return {
        "due": len(everybody),
        "people": len(shares),
        "lost": len(everybody) - len(shares),
        "share": float(shares.mean()) if enough else np.nan,
        "share_low": low,
        "share_high": high,
        "same_after": float(both.mean()) if len(both) >= FEWEST else np.nan,
    }
