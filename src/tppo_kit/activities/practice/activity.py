"""A daily round of practice as an activity: what is asked follows from what was judged before."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Protocol

from tppo_kit.activities.activity import read_confidence, refuse
from tppo_kit.activities.asking import in_steps, may_seal, pick
from tppo_kit.activities.grading import Answer, judge
from tppo_kit.activities.practice.dealing import Learner, dealt, rests_until
from tppo_kit.activities.practice.habits import next_of_habit
from tppo_kit.activities.practice.picks import read, written
from tppo_kit.activities.practice.pool import past_of
from tppo_kit.activities.practice.screens import screen
from tppo_kit.activities.practice.state import PracticeState, Stage
from tppo_kit.records import Event, Judgement, Outcome, Rung

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tppo_kit.activities.blocks import View
    from tppo_kit.activities.habits import Habit
    from tppo_kit.activities.practice.choosing import Memory
    from tppo_kit.activities.practice.picks import Pick
    from tppo_kit.activities.practice.pool import Pool
    from tppo_kit.activities.practice.stock import Stock
    from tppo_kit.content.simulations.practices import Practice
    from tppo_kit.records import Dated

#: The right side of calling for action, but another step.
SIDE = 0.25
_RUNGS = {rung.value for rung in Rung}


class Memories(Protocol):
    """What turns judgements into what is remembered: the functions of ``learning.memory``."""

    def day_of(self, at: float) -> int:
        """Return the number of the day of a moment."""

    def date_of(self, day: int) -> dt.date:
        """Return the date of a day's number."""

    def memories(
        self, earlier: Sequence[Dated], cards_of: Callable[[Judgement], Iterable[str]]
    ) -> Mapping[str, Memory]:
        """Return what is remembered of each card that was met."""

    def days_until(
        self, stability: float, difficulty: float, elapsed: int, judgement: Judgement
    ) -> int:
        """Return after how many days a card comes back after a judgement."""


class PracticeActivity:
    """Eight questions: what is due, what is new, half of the cases harmless; each is explained."""

    def __init__(self, plan: Practice, stock: Stock, memory: Memories) -> None:
        """Take a sound plan, all that it draws upon, and what knows what is remembered."""
        self.plan = plan
        self.stock = stock
        self.pools = stock.pools
        self.memory = memory
        self.key = f"practice:{plan.id}"
        self.title = plan.title
        self.about = plan.about
        self.minutes = plan.minutes
        print_ = " ".join([plan.fingerprint(), *stock.prints])
        self.fingerprint = hashlib.sha256(print_.encode()).hexdigest()[:12]
        self._handlers: dict[tuple[Stage, str], Callable[[PracticeState, Event], PracticeState]] = {
            (Stage.COVER, "begin"): self._begun,
            (Stage.RESTING, "begin"): self._begun,
            (Stage.RESTING, "extra"): self._begun,
            (Stage.CONFIDENCE, "confidence"): self._sealed,
            (Stage.TOLD, "next"): _next,
        }

    def start(self, seed: int) -> PracticeState:
        """Return the cover."""
        return PracticeState(seed)

    def cards_of(self, judgement: Judgement) -> tuple[str, ...]:
        """Return the signs and facts that a judgement is about."""
        return self.stock.about.get(judgement.subject, judgement.signs)

    def apply(self, state: PracticeState, event: Event) -> PracticeState:
        """Return the state after one of the events that the screen offers."""
        if state.stage is Stage.ASKING:
            return self._answered(state, event)
        handler = self._handlers.get((state.stage, event.name))
        if handler is None:
            raise refuse(event)
        return handler(state, event)

    def tailored(self, event: Event, earlier: Sequence[Dated]) -> Event:
        """Return "begin" or "extra" with what is asked of this person now, as one line.

        Where nothing is due and nothing new is left for today, "begin" carries the date on which
        something comes back.
        """
        if event.name not in {"begin", "extra"} or event.value not in self.pools:
            return event
        place, day = event.value, self.memory.day_of(event.at)
        learner = Learner(
            day, self.memory.memories(earlier, self.cards_of), past_of(earlier, self.cards_of)
        )
        if event.name == "begin":
            until = rests_until(self.plan, self.pools[place], learner)
            if until is not None:
                return replace(event, value=f"{place} {self.memory.date_of(until).isoformat()}")
        chance = Random(f"{place} {event.at} {len(earlier)}")
        picks = dealt(self.plan, self.pools[place], learner, chance)
        return replace(event, value=f"{place} {written(picks)}")

    def _begun(self, state: PracticeState, event: Event) -> PracticeState:
        place, *words = event.value.split(" ")
        if place not in self.pools:
            raise refuse(event)
        pool = self.pools[place]
        if len(words) == 1 and event.name == "begin" and _is_date(words[0]):
            return replace(state, stage=Stage.RESTING, place=place, until=words[0])
        if words:
            picks = read(words, (*pool.signs, *pool.facts))
        else:
            # Nobody is known for whom to choose: a bot, a room, a look at the activity.
            picks = dealt(self.plan, pool, Learner(), Random(f"{place} {state.seed}"))
        if not picks or len(picks) > self.plan.questions or not all(map(pool.holds, picks)):
            raise refuse(event)
        return replace(state, stage=Stage.ASKING, place=place, picks=picks, shown_at=event.at)

    def _answered(self, state: PracticeState, event: Event) -> PracticeState:
        at_hand = state.picks[len(state.answers)]
        knowledge = self.pools[state.place].knowledge(at_hand)
        seconds = max(0.0, event.at - state.shown_at)
        if knowledge is None:
            if event.name != "answer" or event.value not in _RUNGS:
                raise refuse(event)
            return replace(state, stage=Stage.CONFIDENCE, picked=(event.value,), seconds=seconds)
        item = knowledge.item
        if in_steps(item) and event.name == "seal":
            if event.value or not may_seal(item, state.picked):
                raise refuse(event)
            return _closed(replace(state, seconds=seconds), item.id, None)
        state = replace(state, picked=pick(item, state.picked, event))
        if in_steps(item):
            return state
        return _closed(replace(state, seconds=seconds), item.id, None)

    def _sealed(self, state: PracticeState, event: Event) -> PracticeState:
        at_hand = state.picks[len(state.answers)]
        return _closed(state, at_hand.card, read_confidence(event))

    def view(self, state: PracticeState) -> View:
        """Return cover, rest, question, the question how sure, explanation or result."""
        return screen(self, state)

    def judgements(self, state: PracticeState) -> tuple[Judgement, ...]:
        """Return one judgement for each question answered so far."""
        pool = self.pools[state.place] if state.place else None
        pairs = zip(state.picks, state.answers, strict=False)
        return tuple(_judged(pool, at, answer) for at, answer in pairs) if pool else ()

    def outcome(self, state: PracticeState) -> Outcome | None:
        """Return one judgement for each question, once the last explanation was read."""
        if state.stage is not Stage.OVER:
            return None
        judgements = self.judgements(state)
        return Outcome(judgements, sum(map(points, judgements)), float(len(judgements)))

    def next_event(self, state: PracticeState, habit: Habit, chance: Random) -> Event:
        """Return what a person of a habit does next."""
        return next_of_habit(self, state, habit, chance)

    def summary(self) -> str:
        """Return title and counts, without answers."""
        signs = {sign for pool in self.pools.values() for sign in pool.signs}
        facts = {fact for pool in self.pools.values() for fact in pool.facts}
        return (
            f"{self.title}: {self.plan.questions} soal sekali main, {len(signs)} tanda, "
            f"{len(facts)} fakta [{self.fingerprint}]"
        )


def points(judgement: Judgement) -> float:
    """Return what an answer earns, of 1; on the wrong side all is lost, whichever side it is."""
    if judgement.correct:
        return 1.0
    on_side = judgement.signal is not None and judgement.signal == judgement.called
    return SIDE if on_side else 0.0


def _judged(pool: Pool, at: Pick, answer: Answer) -> Judgement:
    knowledge = pool.knowledge(at)
    if knowledge is not None:
        return judge(knowledge.item, answer)
    case = pool.case(at)
    if case is None:
        raise ValueError(at)
    return case.judged(Rung(answer.options[0]), answer.confidence, answer.seconds)


def _closed(state: PracticeState, name: str, confidence: int | None) -> PracticeState:
    answer = Answer(name, state.picked, confidence, state.seconds)
    return replace(state, stage=Stage.TOLD, picked=(), answers=(*state.answers, answer))


def _next(state: PracticeState, event: Event) -> PracticeState:
    if event.value:
        raise refuse(event)
    stage = Stage.OVER if len(state.answers) == len(state.picks) else Stage.ASKING
    return replace(state, stage=stage, shown_at=event.at)


def _is_date(word: str) -> bool:
    try:
        return dt.date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False
