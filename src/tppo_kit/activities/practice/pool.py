"""Everything a practice can ask at one place, and what somebody was asked so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

from tppo_kit.activities.asking import shuffled_ids
from tppo_kit.activities.practice.choosing import CASE_SIDES
from tppo_kit.content.signs import Strength

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tppo_kit.activities.practice.cases import Case, CaseSource
    from tppo_kit.activities.practice.choosing import Side
    from tppo_kit.activities.practice.picks import Pick
    from tppo_kit.content.items import ChoiceItem
    from tppo_kit.content.signs import Sign
    from tppo_kit.records import Dated, Judgement

_KEPT = 64
_WEIGHT = {Strength.STRONG: 0, Strength.MEDIUM: 1, Strength.WEAK: 2}


@dataclass(frozen=True, slots=True)
class Past:
    """What somebody was asked so far.

    Attributes:
        last: for each card, subject and fingerprint of the case in which it was met last.
        uses: how often each subject was asked.
        leaning: for each card, cases that called for action minus harmless ones.
    """

    last: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    uses: Counter[str] = field(default_factory=Counter)
    leaning: Counter[str] = field(default_factory=Counter)


def past_of(earlier: Iterable[Dated], cards_of: Callable[[Judgement], Iterable[str]]) -> Past:
    """Return what judgements, oldest first, say of what somebody was asked."""
    last: dict[str, tuple[str, str]] = {}
    uses, leaning = Counter[str](), Counter[str]()
    for dated in earlier:
        judgement = dated.judgement
        uses[judgement.subject] += 1
        for card in cards_of(judgement):
            last[card] = judgement.subject, judgement.fingerprint
            if judgement.signal is not None:
                leaning[card] += 1 if judgement.signal else -1
    return Past(last, uses, leaning)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A question on a fact, and the order in which its answers are shown."""

    item: ChoiceItem
    shown: tuple[str, ...]


class Pool:
    """Cards in the order in which they are taught, and the sources of their questions."""

    def __init__(
        self,
        signs: Sequence[Sign],
        sources: Sequence[CaseSource],
        questions: Mapping[str, Sequence[ChoiceItem]],
    ) -> None:
        """Take the signs of a place, where cases come from, and the questions of each fact."""
        self.sources: dict[tuple[str, Side], tuple[CaseSource, ...]] = {}
        for sign in signs:
            for side in CASE_SIDES:
                fitting = tuple(source for source in sources if sign.id in source.cards(side))
                self.sources[sign.id, side] = fitting
        taught = sorted(filter(self._has_both_sides, signs), key=self._rank)
        self.signs = tuple(sign.id for sign in taught)
        # A fact with a single question would be asked the same twice running.
        several = {fact: tuple(items) for fact, items in questions.items() if len(items) > 1}
        self.facts = tuple(sorted(several, key=lambda fact: (-len(several[fact]), fact)))
        self.questions = several
        self.case: Callable[[Pick], Case | None] = lru_cache(_KEPT)(self._case)

    def _rank(self, sign: Sign) -> tuple[int, int, str]:
        """Strong signs are taught first, and of equals those that more stories tell."""
        sources = [source for side in CASE_SIDES for source in self.sources[sign.id, side]]
        cases = sum(len(source.subjects) for source in sources)
        return _WEIGHT[sign.strength], -cases, sign.id

    def _has_both_sides(self, sign: Sign) -> bool:
        """Tell whether there are cases of a sign and of what only resembles it.

        So there are two at least, and none need come twice running.
        """
        return all(self.sources[sign.id, side] for side in CASE_SIDES)

    def _case(self, pick: Pick) -> Case | None:
        sources = self.sources.get((pick.card, pick.side), ())
        if pick.source >= len(sources):
            return None
        return sources[pick.source].case(pick.card, pick.side, pick.draw)

    def knowledge(self, pick: Pick) -> Knowledge | None:
        """Return the question of a pick on a fact, None if there is none."""
        items = self.questions.get(pick.card, ())
        if pick.side != "?" or pick.source >= len(items):
            return None
        item = items[pick.source]
        return Knowledge(item, shuffled_ids(item, Random(pick.draw)))

    def holds(self, pick: Pick) -> bool:
        """Tell whether a pick leads to a question."""
        return (self.knowledge(pick) if pick.side == "?" else self.case(pick)) is not None
