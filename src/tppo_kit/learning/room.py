"""What the decisions of a room say: where it split, what it missed, over-called or got wrong.

Decisions go by person, so that each counts once where people are counted. Who the people are
never leaves these measures: they return numbers, and names of signs and subjects.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.learning.detection import FEWEST
from tppo_kit.records import Judgement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: The judgements of each person.
Decisions = Mapping[str, Sequence[Judgement]]
#: From this confidence on, in percent, somebody is taken to be sure.
SURE = 90


@dataclass(frozen=True, slots=True)
class Often:
    """Something that happened at a sign or subject: so many times, of so many decisions.

    ``name`` is the id of a sign, or ``kind:subject``.
    """

    name: str
    times: int
    of: int

    @property
    def share(self) -> float:
        """Return times of all, 0 to 1."""
        return self.times / self.of


@dataclass(frozen=True, slots=True)
class Gain:
    """Mean shares of right answers, 0 to 1, of the people who took both tests."""

    people: int
    before: float
    after: float

    @property
    def difference(self) -> float:
        """Return how much larger the share is afterwards, -1 to 1."""
        return self.after - self.before


def disagreement(counts: Iterable[int], offered: int) -> float:
    """Return how evenly votes spread: 0 if all chose the same, 1 if each choice has as many.

    H / ln k with H = -sum(p ln p) over the shares of the choices (Shannon 1948, Bell System
    Technical Journal 27, 379-423) and k choices offered, taken or not: the largest H there
    could be (HRel of Wilcox 1973, Western Political Quarterly 26, 325-343).

    Raises:
        ValueError: without a vote, with fewer than two choices, or with more counts than choices.
    """
    taken = [count for count in counts if count]
    if offered < 2 or not taken or len(taken) > offered or min(taken) < 0:  # noqa: PLR2004
        msg = f"no vote among {offered} choices: {taken}"
        raise ValueError(msg)
    votes = sum(taken)
    # p ln(1/p) instead of -p ln p: where all agree the sum is 0 and not -0.
    spread = math.fsum(count / votes * math.log(votes / count) for count in taken)
    return min(1.0, spread / math.log(offered))


def missed_signs(decisions: Decisions) -> list[Often]:
    """Return how often each sign was there and nobody was called, the most missed first.

    Signs that fewer than five people met are left out.
    """

    def signs(judgement: Judgement) -> Sequence[str]:
        return sorted(set(judgement.signs)) if judgement.signal and _decides(judgement) else ()

    found = _counted(decisions, signs, lambda judgement: not judgement.called)
    return sorted(found, key=lambda each: (-each.share, -each.times, each.name))


def over_called(decisions: Decisions) -> list[Often]:
    """Return how often each harmless subject was called, the most over-called first.

    Subjects that fewer than five people judged are left out.
    """

    def names(judgement: Judgement) -> Sequence[str]:
        return (subject_of(judgement),) if judgement.signal is False else ()

    decided = {who: [j for j in each if _decides(j)] for who, each in decisions.items()}
    found = _counted(decided, names, lambda judgement: bool(judgement.called))
    return sorted(found, key=lambda each: (-each.share, -each.times, each.name))


def confident_errors(decisions: Decisions) -> list[Often]:
    """Return how many were sure of a wrong answer, by subject, the most people first.

    ``of`` counts those who said how sure they were; subjects with fewer than five are left out.
    """

    def names(judgement: Judgement) -> Sequence[str]:
        return (subject_of(judgement),) if judgement.confidence is not None else ()

    def sure_and_wrong(judgement: Judgement) -> bool:
        return (judgement.confidence or 0) >= SURE and not judgement.correct

    found = _counted(decisions, names, sure_and_wrong)
    return sorted(found, key=lambda each: (-each.times, -each.share, each.name))


def gain(before: Decisions, after: Decisions) -> Gain | None:
    """Return the mean shares right of those who took both tests, None for fewer than five."""
    both = sorted(who for who in before.keys() & after.keys() if before[who] and after[who])
    if len(both) < FEWEST:
        return None
    first, second = (
        math.fsum(_share_right(test[who]) for who in both) / len(both) for test in (before, after)
    )
    return Gain(len(both), first, second)


def subject_of(judgement: Judgement) -> str:
    """Return what was judged as ``kind:subject``; an id alone may belong to two kinds."""
    return f"{judgement.kind}:{judgement.subject}"


def _decides(judgement: Judgement) -> bool:
    return judgement.signal is not None and judgement.called is not None


def _share_right(judgements: Sequence[Judgement]) -> float:
    return sum(judgement.correct for judgement in judgements) / len(judgements)


def _counted(
    decisions: Decisions,
    names: Callable[[Judgement], Sequence[str]],
    happened: Callable[[Judgement], bool],
) -> list[Often]:
    """Count by name, over the names that at least five people decided on."""
    times: dict[str, int] = {}
    of: dict[str, int] = {}
    people: dict[str, set[str]] = {}
    for who, judgements in decisions.items():
        for judgement in judgements:
            for name in names(judgement):
                of[name] = of.get(name, 0) + 1
                times[name] = times.get(name, 0) + happened(judgement)
                people.setdefault(name, set()).add(who)
    return [Often(name, times[name], of[name]) for name in of if len(people[name]) >= FEWEST]
