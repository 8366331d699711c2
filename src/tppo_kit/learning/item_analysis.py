"""Which questions of a test measure what the others measure, and how sure the test is.

Difficulty and discrimination: Ebel & Frisbie (1991), Essentials of Educational Measurement, ch.
13, groups of 27 percent after Kelley (1939), Journal of Educational Psychology 30, 17-24;
reliability: Kuder & Richardson (1937), Psychometrika 2, 151-160, and Cronbach (1951), ibid. 16,
297-334. Variances are those of the population (divided by n), so that alpha is KR-20 for
questions that are right or wrong.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.suppression import Reason

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Which share of people make the upper and the lower group.
GROUP = 0.27


@dataclass(frozen=True, slots=True)
class Reliability:
    """How much of what tells people apart would come out the same again.

    Attributes:
        kr20: Kuder-Richardson formula 20, at most 1; may be negative.
        alpha: Cronbach's alpha, equal to it here.
        error: standard error of measurement, in questions.
    """

    kr20: float
    alpha: float
    error: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """A test taken by some people who answered all of it.

    Attributes:
        people: how many.
        left_out: people who did not answer every question.
        mean: of the number right.
        variance: of the number right, population.
        items: a row each, in the order of the answers; columns ``difficulty`` (share right),
            ``discrimination`` (upper less lower group; NaN where these are fewer than five
            people), ``point_biserial`` and ``corrected`` (without the question itself; NaN where
            all answered alike).
        reliability: or why there is none.
    """

    people: int
    left_out: int
    mean: float
    variance: float
    items: pd.DataFrame
    reliability: Reliability | Reason


def answers(judgements: pd.DataFrame) -> pd.DataFrame:
    """Return who got what right: a row per ``seat``, sorted, a column per question.

    Columns are pairs of ``item`` (``kind:subject``) and ``fingerprint``: a question that was
    edited is another one. Of several answers of one person the earliest counts. Values are 1, 0
    or NaN where there is no answer. Give it the judgements on one form of one test.
    """
    first = judgements.sort_values(["at", "attempt"], kind="stable").assign(item=_items)
    first = first.drop_duplicates(["seat", "item", "fingerprint"])
    right = first.assign(correct=first["correct"].astype(float))
    return right.pivot_table(
        index="seat", columns=["item", "fingerprint"], values="correct", observed=True
    )


def analysis(given: pd.DataFrame) -> Analysis | Reason:
    """Return the analysis of answers (rows people, columns questions; 1, 0 or NaN).

    People who did not answer every question are left out. Fewer than five people get
    ``Reason.FEW_PEOPLE``.
    """
    whole = given.dropna()
    if len(whole) < FEWEST or whole.shape[1] == 0:
        return Reason.FEW_PEOPLE
    total = whole.sum(axis=1)
    upper = _group(len(whole), GROUP)
    items = pd.DataFrame(
        {
            "difficulty": whole.mean(),
            "discrimination": discrimination(whole) if upper >= FEWEST else np.nan,
            "point_biserial": point_biserial(whole),
            "corrected": point_biserial(whole, corrected=True),
        }
    )
    return Analysis(
        people=len(whole),
        left_out=len(given) - len(whole),
        mean=float(total.mean()),
        variance=float(total.var(ddof=0)),
        items=items,
        reliability=reliability(whole),
    )


def discrimination(given: pd.DataFrame, share: float = GROUP) -> pd.Series:
    """Return the share right in the upper group less that in the lower, of each question.

    People are sorted by how much they got right; who is level stays in the order of the rows.
    Each group is ``share`` of the people, rounded half up, and one at least.
    """
    ranked = given.iloc[np.argsort(-given.sum(axis=1).to_numpy(), kind="stable")]
    size = _group(len(given), share)
    return ranked.head(size).mean() - ranked.tail(size).mean()


def point_biserial(given: pd.DataFrame, *, corrected: bool = False) -> pd.Series:
    """Return the correlation of each question with the number right, -1 to 1.

    (M1 - M) / sigma times the root of p / (1 - p), which is Pearson's correlation with a column
    of 1 and 0; ``corrected`` takes the question itself out of the number right. NaN where all
    answered the question alike, or all have the same number right.
    """
    right = given.to_numpy(dtype=float)
    total = right.sum(axis=1, keepdims=True) - (right if corrected else 0)
    x, y = right - right.mean(axis=0), total - total.mean(axis=0)
    spread = np.sqrt((x**2).sum(axis=0) * (y**2).sum(axis=0))
    # Rounding leaves a little where there is no spread at all.
    told = (right.std(axis=0) > 0) & (np.ptp(total, axis=0) > 0)
    found = np.divide((x * y).sum(axis=0), spread, out=np.full(len(told), np.nan), where=told)
    return pd.Series(found, index=given.columns)


def reliability(given: pd.DataFrame) -> Reliability | Reason:
    """Return how reliable the number right is.

    KR-20 = k / (k - 1) (1 - sum p q / variance); alpha has the sum of the variances of the
    questions in place of sum p q; SEM = sigma sqrt(1 - KR-20).

    Returns:
        The figures, ``Reason.FEW_ITEMS`` for fewer than two questions, or ``Reason.NO_SPREAD``
        where everybody has the same number right.
    """
    items = given.shape[1]
    if items < 2:  # noqa: PLR2004 - one question cannot agree with others
        return Reason.FEW_ITEMS
    right = given.to_numpy(dtype=float)
    total = right.sum(axis=1)
    if np.ptp(total) == 0:
        return Reason.NO_SPREAD
    variance = total.var()
    p = right.mean(axis=0)
    kr20 = _reliability(items, (p * (1 - p)).sum() / variance)
    return Reliability(
        kr20=kr20,
        alpha=_reliability(items, right.var(axis=0).sum() / variance),
        error=math.sqrt(variance * (1 - kr20)),
    )


def choices(judgements: pd.DataFrame) -> pd.DataFrame:
    """Return how often each choice of each question was taken, right ones and distractors.

    Indexed by ``item``, ``fingerprint`` and ``chosen``; columns ``people`` (different seats),
    ``share`` of the people who answered, ``answered`` (how many these are), ``right`` (whether
    the choice is, or counts as, right). ``share`` is NaN where fewer than five answered; single
    choices of fewer than five people are for ``suppression`` to hide.
    """
    keys = ["item", "fingerprint", "chosen"]
    rows = judgements.assign(item=_items)
    taken = rows.groupby(keys, observed=True).agg(
        people=("seat", "nunique"), right=("correct", "any")
    )
    answered = rows.groupby(keys[:2], observed=True)["seat"].nunique().rename("answered")
    found = taken.join(answered)
    share = (found["people"] / found["answered"]).where(found["answered"] >= FEWEST)
    return found.assign(share=share)[["people", "share", "answered", "right"]]


def _items(judgements: pd.DataFrame) -> pd.Categorical:
    """Return what was judged as ``kind:subject``; an id alone may belong to two kinds."""
    kind, subject = judgements["kind"].array, judgements["subject"].array
    subjects = len(subject.categories)
    pairs, codes = np.unique(
        kind.codes.astype(np.int64) * subjects + subject.codes, return_inverse=True
    )
    names = [
        f"{kind.categories[pair // subjects]}:{subject.categories[pair % subjects]}"
        for pair in pairs.tolist()
    ]
    return pd.Categorical.from_codes(codes, categories=pd.Index(names, dtype="str"))


def _group(people: int, share: float) -> int:
    return max(1, math.floor(share * people + 0.5))


def _reliability(items: int, part: float | NDArray[np.float64]) -> float:
    return float(items / (items - 1) * (1 - part))
