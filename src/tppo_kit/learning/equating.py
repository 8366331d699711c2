"""Two parallel forms of a test on one scale.

Mean equating for randomly equivalent groups: Kolen & Brennan (2014), Test Equating, Scaling, and
Linking, 3rd ed., ch. 2; its standard error, ch. 7. Forms are dealt alternately, so who got which
form says nothing about who they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.learning.suppression import Reason

if TYPE_CHECKING:
    import pandas as pd

#: With 25 people on each form no equating did as well as taking the forms as equal; from 50 on
#: it depended (Skaggs 2005, Journal of Educational Measurement 42, 309-330).
FEWEST_EQUATED = 50


@dataclass(frozen=True, slots=True)
class Equating:
    """How two forms compare; shares are 0 to 1.

    Attributes:
        people_a: who took form A.
        people_b: who took form B.
        difficulty_a: mean share right on A; the larger, the easier.
        difficulty_b: mean share right on B.
        error: standard error of the shift between the two.
    """

    people_a: int
    people_b: int
    difficulty_a: float
    difficulty_b: float
    error: float

    @property
    def shift(self) -> float:
        """Return what is added to a share on B: how much easier A is."""
        return self.difficulty_a - self.difficulty_b

    def on_scale_of_a(self, share: float) -> float:
        """Return a share of form B on the scale of form A.

        It may lie a little below 0 or above 1; cutting it off would bend means.
        """
        return share + self.shift


def mean_equating(form_a: pd.Series, form_b: pd.Series) -> Equating | Reason:
    """Return how form B is put on the scale of form A.

    Only results of people who had neither form before may go in, so those of the first test:
    afterwards everybody knows the other form.

    Args:
        form_a: share right of each person who took form A, 0 to 1.
        form_b: likewise for form B.

    Returns:
        The equating, or ``Reason.FEW_TO_EQUATE`` with fewer than fifty people on either form:
        then the forms are taken as equally hard, and the report says so.
    """
    a, b = form_a.dropna(), form_b.dropna()
    if min(len(a), len(b)) < FEWEST_EQUATED:
        return Reason.FEW_TO_EQUATE
    return Equating(
        people_a=len(a),
        people_b=len(b),
        difficulty_a=float(a.mean()),
        difficulty_b=float(b.mean()),
        error=math.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b)),
    )
