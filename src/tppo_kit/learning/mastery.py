"""Mastery of a family of signs: over its last mixed cases, sharp enough and leaning to no side.

Thresholds: d' of at least 1.5 and c within 0.4 of zero, on 40 cases of which half are harmless;
they are the project's own judgement, not a standard. Measures with the log-linear correction of
``learning.detection``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.learning.detection import FEWEST, count, detect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.records import Judgement

#: So many of the latest cases of a family are looked at.
WINDOW = 40
#: A window is mixed only if it holds so many of either kind: with 10 and 30, the standard error
#: of d' is about a quarter wider than with 20 and 20; with fewer it grows fast.
FEWEST_OF_A_KIND = 10
SHARP = 1.5
LEANING = 0.4


@dataclass(frozen=True, slots=True)
class Mastery:
    """What somebody's last cases of a family say.

    Attributes:
        cases: how many were looked at, at most ``WINDOW``.
        sensitivity: d', None with fewer than ``FEWEST`` cases of either kind.
        criterion: c, None likewise.
        mastered: whether the window is full and mixed, and both figures are within bounds.
        missing: how many more cases it takes at least before mastery can be told; 0 when it can.
    """

    cases: int
    sensitivity: float | None
    criterion: float | None
    mastered: bool
    missing: int


def mastery(judgements: Sequence[Judgement], family: str) -> Mastery:
    """Return what the last cases of a family say.

    Args:
        judgements: of one person, oldest first; what decided on no case is passed over.
        family: the middle letters of its sign ids, such as ``REK``.
    """
    window = [judgement for judgement in judgements if _is_case_of(judgement, family)][-WINDOW:]
    signals = sum(bool(judgement.signal) for judgement in window)
    rarer = min(signals, len(window) - signals)
    missing = max(WINDOW - len(window), FEWEST_OF_A_KIND - rarer, 0)
    counts = count(window)
    if counts is None or rarer < FEWEST:
        return Mastery(len(window), None, None, mastered=False, missing=missing)
    measured = detect(counts)
    within = measured.sensitivity >= SHARP and abs(measured.criterion) <= LEANING
    return Mastery(
        len(window),
        measured.sensitivity,
        measured.criterion,
        mastered=within and not missing,
        missing=missing,
    )


def _is_case_of(judgement: Judgement, family: str) -> bool:
    if judgement.signal is None or judgement.called is None:
        return False
    return any(sign.split("-")[1] == family for sign in judgement.signs)
