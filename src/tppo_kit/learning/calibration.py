"""Whether people are right as often as they think.

Brier (1950), Monthly Weather Review 78, 1-3; its parts by Murphy (1973), Journal of Applied
Meteorology 12, 595-600; over-confidence by Lichtenstein, Fischhoff & Phillips (1982), in
Judgment under Uncertainty, ch. 22.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.suppression import Reason

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True)
class Brier:
    """How confidence and truth go together; f is the confidence, y is 1 for right, 0 for wrong.

    Attributes:
        answers: how many.
        brier: mean of (f - y)^2; 0 is perfect, 0.25 is always saying fifty percent.
        confidence: mean f, 0 to 1.
        right: mean y, 0 to 1.
        reliability: mean over answers of (f - share right at that f)^2; 0 is perfect.
        resolution: mean of (share right at that f - mean y)^2; the larger, the better.
        uncertainty: mean y times (1 - mean y).
    """

    answers: int
    brier: float
    confidence: float
    right: float
    reliability: float
    resolution: float
    uncertainty: float

    @property
    def skill(self) -> float | None:
        """Return 1 - brier / uncertainty; None where all is right, or all wrong."""
        return 1 - self.brier / self.uncertainty if self.uncertainty else None

    @property
    def overconfidence(self) -> float:
        """Return mean f less mean y, -1 to 1; above 0 people think more than they know."""
        return self.confidence - self.right


@dataclass(frozen=True, slots=True)
class Calibration:
    """The calibration of some people, all their answers together."""

    people: int
    score: Brier


def brier(confidence: ArrayLike, right: ArrayLike) -> Brier:
    """Return the score of answers.

    BS = reliability - resolution + uncertainty holds exactly, because the answers are grouped by
    each confidence that was given.

    Args:
        confidence: 0 to 1, of each answer.
        right: whether each was right.

    Raises:
        ValueError: without an answer, or with a confidence outside 0 to 1.
    """
    said, true = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    if not (said.size and ((said >= 0) & (said <= 1)).all()):
        raise ValueError("confidence is asked for, and lies between 0 and 1")
    levels, level, times = np.unique(said, return_inverse=True, return_counts=True)
    shares = np.bincount(level, weights=true) / times
    mean = float(true.mean())
    return Brier(
        answers=said.size,
        brier=float(((said - true) ** 2).mean()),
        confidence=float(said.mean()),
        right=mean,
        reliability=float((times * (levels - shares) ** 2).sum() / said.size),
        resolution=float((times * (shares - mean) ** 2).sum() / said.size),
        uncertainty=mean * (1 - mean),
    )


def calibration(judgements: pd.DataFrame) -> Calibration | Reason:
    """Return the calibration over all answers with a confidence; from five people on."""
    said = judgements[judgements["confidence"].notna()]
    people = int(said["seat"].nunique())
    if people < FEWEST:
        return Reason.FEW_PEOPLE
    return Calibration(people, brier(said["confidence"] / 100, said["correct"]))
