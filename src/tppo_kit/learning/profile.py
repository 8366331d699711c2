"""A person's profile from judgements: what they see, what they miss, what they over-call."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.learning.detection import FEWEST, Counts, Detection, count, detect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.records import Judgement


@dataclass(frozen=True, slots=True)
class Family:
    """Decisions on one family of signs (the middle letters of their ids).

    ``seen`` of ``present`` calls for action were called; ``over_called`` of ``look_alikes``
    harmless cases were called too.
    """

    name: str
    seen: int
    present: int
    over_called: int
    look_alikes: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody's judgements say; ``detection`` is None while there are too few."""

    counts: Counts | None
    detection: Detection | None
    families: tuple[Family, ...]
    missing: int

    @property
    def leaning(self) -> str:
        """Return calls-too-often, calls-too-seldom, balanced or unknown.

        A leaning is named only when the interval of the criterion leaves out zero.
        """
        if self.detection is None:
            return "unknown"
        low, high = self.detection.criterion_interval()
        if high < 0:
            return "calls-too-often"
        return "calls-too-seldom" if low > 0 else "balanced"


def profile(judgements: Iterable[Judgement]) -> Profile:
    """Return the profile of one person's judgements, pooled over all attempts."""
    decisions = [j for j in judgements if j.signal is not None and j.called is not None]
    counts = count(decisions)
    least = min(counts.signals, counts.noises) if counts else 0
    enough = counts is not None and least >= FEWEST
    return Profile(
        counts=counts,
        detection=detect(counts) if counts is not None and enough else None,
        families=_families(decisions),
        missing=0 if enough else FEWEST - least,
    )


def _families(decisions: list[Judgement]) -> tuple[Family, ...]:
    tallies: dict[str, Counter[str]] = {}
    for judgement in decisions:
        for family in sorted({sign.split("-")[1] for sign in judgement.signs}):
            tally = tallies.setdefault(family, Counter())
            kind = "present" if judgement.signal else "look_alikes"
            tally[kind] += 1
            if judgement.called:
                tally["seen" if judgement.signal else "over_called"] += 1
    return tuple(
        Family(name, tally["seen"], tally["present"], tally["over_called"], tally["look_alikes"])
        for name, tally in sorted(tallies.items())
    )
