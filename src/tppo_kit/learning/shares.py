"""A share of decisions pooled over people, with an interval that knows whose decisions they are.

Decisions of one person go together, so they tell less than as many decisions of different people.
The variance is that of a ratio over clusters (Cochran 1977, Sampling Techniques, 3rd ed., ch. 3);
the interval is Wilson's with the effective number of decisions (Korn & Graubard 1998, Survey
Methodology 24, 193-201), so it stays within 0 and 1 and is no point where all agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tppo_kit.learning.detection import FEWEST, Z95

if TYPE_CHECKING:
    from collections.abc import Sequence


def pooled_shares(rows: pd.DataFrame, happened: str, by: Sequence[str]) -> pd.DataFrame:
    """Return the share of rows in which something happened, for each group.

    Args:
        rows: with ``seat``, the columns ``by`` and a column of booleans.
        happened: the name of that column.
        by: what groups are told apart by.

    Returns:
        Indexed by ``by``, sorted; columns ``people`` (different seats), ``times``, ``of`` (rows),
        and ``share``, ``low``, ``high`` (0 to 1, interval of 95 percent), which are NaN for fewer
        than five people or five rows.
    """
    keys = list(by)
    own = rows.assign(times=rows[happened].astype(float), of=1.0)
    person = own.groupby([*keys, "seat"], observed=True)[["times", "of"]].sum()
    grouped = person.groupby(level=keys, observed=True)
    found = grouped.sum()
    found.insert(0, "people", grouped.size())
    share = found["times"] / found["of"]

    expected = person.join(share.rename("share"), on=keys)
    squares = (expected["times"] - expected["share"] * expected["of"]) ** 2
    scatter = squares.groupby(level=keys, observed=True).sum()
    people = found["people"].astype(float)
    variance = scatter / found["of"] ** 2 * people / (people - 1).where(people > 1)
    spread = share * (1 - share)
    # Without scatter, or with less than chance alone brings, each person counts once at least
    # and each decision once at most.
    effective = (spread / variance.where(variance > 0)).fillna(people).clip(people, found["of"])
    low, high = _wilson(share, effective)

    enough = (found["people"] >= FEWEST) & (found["of"] >= FEWEST)
    figures = pd.DataFrame({"share": share, "low": low, "high": high}).where(enough)
    return pd.concat([found.astype(np.int64), figures], axis=1)


def _wilson(share: pd.Series, of: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the ends of the score interval (Wilson 1927, JASA 22, 209-212)."""
    z = Z95**2
    centre = (share + z / (2 * of)) / (1 + z / of)
    half = Z95 / (1 + z / of) * np.sqrt(share * (1 - share) / of + z / (4 * of**2))
    return (centre - half).clip(lower=0.0), (centre + half).clip(upper=1.0)
