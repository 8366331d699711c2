"""A person's profile from judgements: what they see, what they miss, what they over-call.

What is called well seen or often done is the project's own judgement, not a standard: four of
five, and three of ten.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.learning.detection import FEWEST, Counts, Detection, count, detect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tppo_kit.records import Judgement

#: Seen well is what was called at least so often, and whose look-alikes are not often called.
WELL = 0.8
#: Often missed, or often over-called, is what was so at least so often.
OFTEN = 0.3
#: More names than this make no sentence.
MOST_NAMED = 2


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

    @property
    def hit_rate(self) -> float | None:
        """Return the share of calls for action that was called, None with too few of them."""
        return self.seen / self.present if self.present >= FEWEST else None

    @property
    def miss_rate(self) -> float | None:
        """Return the share of calls for action that was missed, None with too few of them."""
        return None if self.hit_rate is None else 1 - self.hit_rate

    @property
    def over_call_rate(self) -> float | None:
        """Return the share of harmless cases that was called, None with too few of them."""
        return self.over_called / self.look_alikes if self.look_alikes >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody's judgements say.

    ``detection`` is None while there are too few; then ``missing_signals`` more cases that call
    for action and ``missing_noises`` more harmless ones are needed.
    """

    counts: Counts | None
    detection: Detection | None
    families: tuple[Family, ...]
    missing_signals: int
    missing_noises: int

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

    @property
    def seen_well(self) -> tuple[str, ...]:
        """Return the families seen best, at most two.

        Who calls everything sees nothing: look-alikes must have been met too, and seldom called.
        """
        steady = [each for each in self.families if is_below(each.over_call_rate, OFTEN)]
        return _most(steady, lambda family: family.hit_rate, WELL)

    @property
    def all_together(self) -> Family | None:
        """Return the decisions on all families as one, None while a kind of case is missing."""
        if self.counts is None:
            return None
        counts = self.counts
        return Family("", counts.hits, counts.signals, counts.false_alarms, counts.noises)

    @property
    def missed(self) -> tuple[str, ...]:
        """Return the families missed most often, at most two."""
        return _most(self.families, lambda family: family.miss_rate, OFTEN)

    @property
    def over_called(self) -> tuple[str, ...]:
        """Return the families over-called most often, at most two."""
        return _most(self.families, lambda family: family.over_call_rate, OFTEN)


def is_below(rate: float | None, limit: float) -> bool:
    """Tell whether a rate is known and below a limit."""
    return rate is not None and rate < limit


def _most(
    families: Iterable[Family], rate: Callable[[Family], float | None], least: float
) -> tuple[str, ...]:
    """Return the names of those with the highest rate, if it is high enough."""
    found = [(-value, family.name) for family in families if (value := rate(family) or 0) >= least]
    return tuple(name for _, name in sorted(found)[:MOST_NAMED])


def profile(judgements: Iterable[Judgement]) -> Profile:
    """Return the profile of one person's judgements, pooled over all attempts."""
    decisions = [j for j in judgements if j.signal is not None and j.called is not None]
    counts = count(decisions)
    signals = sum(bool(decision.signal) for decision in decisions)
    missing = max(FEWEST - signals, 0), max(FEWEST - len(decisions) + signals, 0)
    return Profile(
        counts=counts,
        detection=detect(counts) if counts is not None and not any(missing) else None,
        families=_families(decisions),
        missing_signals=missing[0],
        missing_noises=missing[1],
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
