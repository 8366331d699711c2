"""Dealing a round to one person: what it asks, or on which day there is something to ask again."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from tppo_kit.activities.practice.choosing import both_sides, interleaved, queue
from tppo_kit.activities.practice.picks import DRAWS, Pick, Trace
from tppo_kit.activities.practice.pool import Past

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from tppo_kit.activities.practice.cases import CaseSource
    from tppo_kit.activities.practice.choosing import Memory, Queue, Side
    from tppo_kit.activities.practice.pool import Pool
    from tppo_kit.content.simulations.practices import Practice

#: So often a source is asked for another draw before the next one is tried.
TRIES = 150
#: A text that never changes is worn by one use as much as drawn cases by so many.
STALE = 3


@dataclass(frozen=True, slots=True)
class Learner:
    """What is known of one person today: what they remember, what they were asked."""

    day: int = 0
    remembered: Mapping[str, Memory] = field(default_factory=dict)
    past: Past = field(default_factory=Past)

    def trace(self, card: str) -> Trace | None:
        """Return what is left of a card, None if it was never met."""
        memory = self.remembered.get(card)
        if memory is None:
            return None
        return Trace(memory.stability, memory.difficulty, max(0, self.day - memory.last))


def rests_until(plan: Practice, pool: Pool, learner: Learner) -> int | None:
    """Return the day on which something comes back, None if there is something to ask today."""
    signs, facts = _queues(plan, pool, learner)
    if signs.wanted or facts.wanted:
        return None
    cards = (*pool.signs, *pool.facts)
    met = [learner.remembered[card].due for card in cards if card in learner.remembered]
    return learner.day + 1 if len(met) < len(cards) else min(met)


def dealt(plan: Practice, pool: Pool, learner: Learner, chance: Random) -> tuple[Pick, ...]:
    """Return what a round asks: questions on facts if one is wanted, and cases on both sides."""
    signs, facts = _queues(plan, pool, learner)
    dealer = _Dealer(pool, learner, chance)
    asked: list[Pick] = []
    if facts.wanted or not signs.wanted:
        asked = list(islice(filter(None, map(dealer.question, facts.all)), plan.facts))
    # An even number of cases, so that half of them can be harmless.
    wanted = plan.questions - len(asked) - len(asked) % 2
    cases = both_sides(signs.all, wanted, dealer.case, lambda card: learner.past.leaning[card])
    return interleaved([*cases, *asked], family_of, chance)


def family_of(pick: Pick) -> str:
    """Return what a pick has in common with its like: the family of a sign; facts are one."""
    return "?" if pick.side == "?" else pick.card.split("-")[1]


def _queues(plan: Practice, pool: Pool, learner: Learner) -> tuple[Queue, Queue]:
    return (
        queue(pool.signs, learner.remembered, learner.day, plan.new_signs, plan.questions),
        queue(pool.facts, learner.remembered, learner.day, plan.new_facts, plan.facts),
    )


class _Dealer:
    """Finds for each card of one round a case or question that is fresh to the learner."""

    def __init__(self, pool: Pool, learner: Learner, chance: Random) -> None:
        self._pool = pool
        self._learner = learner
        self._chance = chance
        self._taken: set[str] = set()

    def case(self, card: str, side: Side) -> Pick | None:
        """Return a fresh case of a card on a side, None if there is none.

        Never the one in which the card was met last; no two that give each other away; of the
        rest those first that were asked least.
        """
        sources = self._pool.sources.get((card, side), ())
        order = sorted(
            range(len(sources)), key=lambda n: (self._worn(sources[n]), self._chance.random())
        )
        for number in order:
            if sources[number].key not in self._taken:
                pick = self._drawn(card, side, number)
                if pick is not None:
                    self._taken |= {sources[number].key} - {""}
                    return pick
        return None

    def _drawn(self, card: str, side: Side, number: int) -> Pick | None:
        source, last = self._pool.sources[card, side][number], self._learner.past.last.get(card)
        for _ in range(TRIES if source.varies else 1):
            draw = self._chance.randrange(DRAWS)
            case = source.case(card, side, draw)
            if case is not None and (case.subject, case.fingerprint) != last:
                return Pick(card, side, number, draw, self._learner.trace(card))
        return None

    def question(self, fact: str) -> Pick | None:
        """Return the question of a fact that was asked least, but not the last one."""
        items, past = self._pool.questions[fact], self._learner.past
        last, _ = past.last.get(fact, ("", ""))
        order = [n for n, item in enumerate(items) if item.id not in {last, *self._taken}]
        order.sort(key=lambda n: (past.uses[items[n].id], self._chance.random()))
        if not order:
            return None
        self._taken.add(items[order[0]].id)
        trace = self._learner.trace(fact)
        return Pick(fact, "?", order[0], self._chance.randrange(DRAWS), trace)

    def _worn(self, source: CaseSource) -> float:
        """Return how often the cases of a source were asked, for each subject that it has."""
        uses = self._learner.past.uses
        each = sum(uses[name] for name in source.subjects) / len(source.subjects)
        return each if source.varies else STALE * each
