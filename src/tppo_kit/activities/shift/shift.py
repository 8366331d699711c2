"""A shift at a counter or checkpoint as an activity."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import read_confidence, refuse
from tppo_kit.activities.shift.dealing import Dealer, Draw
from tppo_kit.activities.shift.debrief import debrief_view
from tppo_kit.activities.shift.habits import next_of_habit
from tppo_kit.activities.shift.scoring import POSSIBLE, pair, points
from tppo_kit.activities.shift.screens import screen
from tppo_kit.activities.shift.state import Decision, Looks, ShiftState, Stage
from tppo_kit.records import Event, Judgement, Outcome, Rung

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

    from tppo_kit.activities.blocks import Block, View
    from tppo_kit.activities.habits import Habit
    from tppo_kit.activities.shift.person import Person
    from tppo_kit.content.signs import Sign, Source
    from tppo_kit.content.simulations.shifts import ShiftDeck
    from tppo_kit.records import Dated

#: So many signs at most come more often; with the setting they fit into one event.
MOST_EMPHASISED = 6
WAYS = ("open", "leading")
_RUNGS = {rung.value for rung in Rung}
_PEOPLE_KEPT = 512


class ShiftActivity:
    """People come one by one; each look and each question takes time; then a step is chosen."""

    def __init__(
        self,
        deck: ShiftDeck,
        signs: Mapping[str, Sign],
        sources: Mapping[str, Source],
        measure: Callable[[Sequence[Judgement]], tuple[Block, ...]],
    ) -> None:
        """Take a sound station, its signs and sources, and what turns judgements into figures."""
        self.deck = deck
        self.signs = signs
        self.sources = sources
        self.measure = measure
        self.dealer = Dealer(deck, signs)
        self.person: Callable[[Draw], Person] = lru_cache(_PEOPLE_KEPT)(self.dealer.person)
        self.questions = {question.id: question for question in deck.questions}
        self.key = f"shift:{deck.id}"
        self.title = deck.title
        self.about = deck.about
        self.minutes = deck.minutes
        self._handlers: dict[tuple[Stage, str], Callable[[ShiftState, Event], ShiftState]] = {
            (Stage.COVER, "begin"): self._begun,
            (Stage.LOOKING, "open"): self._opened,
            (Stage.LOOKING, "hold"): self._held,
            (Stage.LOOKING, "topic"): self._chose_topic,
            (Stage.LOOKING, "ask"): self._asked,
            (Stage.LOOKING, "decide"): _turned(Stage.DECIDING),
            (Stage.DECIDING, "back"): _turned(Stage.LOOKING),
            (Stage.DECIDING, "answer"): _answered,
            (Stage.CONFIDENCE, "confidence"): self._decided,
            (Stage.TOLD, "next"): self._told,
        }
        prints = [deck.fingerprint(), *(signs[name].fingerprint() for name in sorted(signs))]
        self.fingerprint = hashlib.sha256(" ".join(prints).encode()).hexdigest()[:12]

    def start(self, seed: int) -> ShiftState:
        """Return the cover; the seed decides who will come."""
        return ShiftState(seed)

    def draw(self, state: ShiftState) -> Draw:
        """Return the draw of whoever stands at the counter now."""
        number = len(state.decisions)
        return Draw(state.seed, number, state.setting, state.emphasis)

    def at_counter(self, state: ShiftState) -> Person:
        """Return whoever stands at the counter now."""
        return self.person(self.draw(state))

    def apply(self, state: ShiftState, event: Event) -> ShiftState:
        """Return the state after one of the events that the screen offers."""
        handler = self._handlers.get((state.stage, event.name))
        if handler is None:
            raise refuse(event)
        return handler(state, event)

    def _begun(self, state: ShiftState, event: Event) -> ShiftState:
        setting, *emphasis = event.value.split(" ")
        settings = self.dealer.settings
        known = set(emphasis) <= self.signs.keys() and len(set(emphasis)) == len(emphasis)
        if setting not in settings or not known or len(emphasis) > MOST_EMPHASISED:
            raise refuse(event)
        return replace(
            state,
            stage=Stage.LOOKING,
            setting=setting,
            emphasis=tuple(emphasis),
            minutes=settings[setting].minutes,
            shown_at=event.at,
        )

    def _opened(self, state: ShiftState, event: Event) -> ShiftState:
        looks, name = state.looks, event.value
        if self.at_counter(state).paper(name) is None:
            raise refuse(event)
        if name in looks.shown:
            shown = tuple(paper for paper in looks.shown if paper != name)
            held = "" if looks.held.partition(".")[0] == name else looks.held
            return replace(state, looks=replace(looks, shown=shown, held=held))
        price = 0 if name in looks.opened else self.deck.prices.look
        # Two lie open at most: enough to hold one against the other, and light on a phone.
        shown = (*looks.shown, name)[-2:]
        held = looks.held if looks.held.partition(".")[0] in shown else ""
        looks = replace(looks, opened=looks.opened | {name}, shown=shown, held=held, last=None)
        return self._paid(state, looks, price, event)

    def _held(self, state: ShiftState, event: Event) -> ShiftState:
        looks, name = state.looks, event.value
        field = self.at_counter(state).field(name)
        if field is None or name.partition(".")[0] not in looks.shown:
            raise refuse(event)
        if not looks.held or looks.held == name:
            held = "" if looks.held else name
            return self._paid(state, replace(looks, held=held), 0, event)
        both = pair(looks.held, name)
        price = 0 if both in looks.compared else self.deck.prices.compare
        last = ("compared", *both)
        looks = replace(looks, held="", compared=looks.compared | {both}, last=last)
        return self._paid(state, looks, price, event)

    def _chose_topic(self, state: ShiftState, event: Event) -> ShiftState:
        if event.value not in self.questions:
            raise refuse(event)
        topic = "" if state.looks.topic == event.value else event.value
        return replace(state, looks=replace(state.looks, topic=topic))

    def _asked(self, state: ShiftState, event: Event) -> ShiftState:
        question, _, way = event.value.partition(".")
        looks = state.looks
        if question != looks.topic or not question or way not in WAYS:
            raise refuse(event)
        if (question, way) in looks.asked:
            raise refuse(event)
        asked = (*looks.asked, (question, way))
        looks = replace(looks, topic="", asked=asked, last=("asked", question, way))
        return self._paid(state, looks, self.ask_price(way), event)

    def ask_price(self, way: str) -> int:
        """Return how many minutes a question takes, by its wording."""
        prices = self.deck.prices
        return prices.ask_open if way == "open" else prices.ask_leading

    def _paid(self, state: ShiftState, looks: Looks, price: int, event: Event) -> ShiftState:
        if price > state.minutes:
            raise refuse(event)
        return replace(state, looks=looks, minutes=state.minutes - price)

    def _decided(self, state: ShiftState, event: Event) -> ShiftState:
        rung = state.rung
        if rung is None:
            raise refuse(event)
        confidence = read_confidence(event)
        decision = Decision(self.draw(state), state.looks, rung, confidence, state.seconds)
        person = self.at_counter(state)
        mistaken = person.signs if rung.calls_for_action != person.needs_a_step else ()
        emphasis = tuple(dict.fromkeys((*mistaken, *state.emphasis)))[:MOST_EMPHASISED]
        state = replace(state, decisions=(*state.decisions, decision), emphasis=emphasis)
        if self.dealer.settings[state.setting].told_at_once:
            return replace(state, stage=Stage.TOLD)
        return self._next(state, event)

    def _told(self, state: ShiftState, event: Event) -> ShiftState:
        if event.value:
            raise refuse(event)
        return self._next(state, event)

    def _next(self, state: ShiftState, event: Event) -> ShiftState:
        people = self.dealer.settings[state.setting].people
        stage = Stage.OVER if len(state.decisions) == people else Stage.LOOKING
        return replace(state, stage=stage, looks=Looks(), rung=None, shown_at=event.at)

    def view(self, state: ShiftState) -> View:
        """Return cover, counter, ladder, the question how sure, or an explanation."""
        return debrief_view(self, state) if state.stage is Stage.OVER else screen(self, state)

    def outcome(self, state: ShiftState) -> Outcome | None:
        """Return one judgement for each person, once the shift is over."""
        if state.stage is not Stage.OVER:
            return None
        judgements = self.judgements(state)
        earned = sum(points(self.person(d.draw), d.looks, d.rung) for d in state.decisions)
        return Outcome(judgements, round(earned, 2), POSSIBLE * len(judgements), state.setting)

    def judgements(self, state: ShiftState) -> tuple[Judgement, ...]:
        """Return one judgement for each person decided on so far."""
        return tuple(self._judged(decision) for decision in state.decisions)

    def _judged(self, decision: Decision) -> Judgement:
        person = self.person(decision.draw)
        return Judgement(
            kind="shift-case",
            subject=f"{self.deck.id}.{person.story}",
            fingerprint=self.fingerprint,
            signs=person.signs,
            right=person.finding.rung.value,
            chosen=decision.rung.value,
            correct=person.finding.allows(decision.rung),
            signal=person.needs_a_step,
            called=decision.rung.calls_for_action,
            confidence=decision.confidence,
            seconds=decision.seconds,
        )

    def tailored(self, event: Event, earlier: Sequence[Dated]) -> Event:
        """Return "begin" with the signs that this learner missed or over-called most."""
        if event.name != "begin" or event.value not in self.dealer.settings:
            return event
        judged = [each.judgement for each in earlier]
        wrong = [j for j in judged if j.signal is not None and j.signal != j.called]
        tally = Counter(sign for j in wrong for sign in j.signs if sign in self.signs)
        worst = sorted(tally, key=lambda sign: (-tally[sign], sign))[:MOST_EMPHASISED]
        return replace(event, value=" ".join([event.value, *worst]))

    def next_event(self, state: ShiftState, habit: Habit, chance: Random) -> Event:
        """Return what a person of a habit does next."""
        return next_of_habit(self, state, habit, chance)

    def summary(self) -> str:
        """Return title and counts, without answers."""
        deck = self.deck
        return (
            f"{self.title}: {len(deck.stories)} cerita, {len(deck.slots)} celah, "
            f"{len(self.signs)} tanda [{self.fingerprint}]"
        )


def _turned(stage: Stage) -> Callable[[ShiftState, Event], ShiftState]:
    """Return what opens another screen and changes nothing else."""

    def turn(state: ShiftState, event: Event) -> ShiftState:
        if event.value:
            raise refuse(event)
        return replace(state, stage=stage)

    return turn


def _answered(state: ShiftState, event: Event) -> ShiftState:
    if event.value not in _RUNGS:
        raise refuse(event)
    seconds = max(0.0, event.at - state.shown_at)
    return replace(state, stage=Stage.CONFIDENCE, rung=Rung(event.value), seconds=seconds)
