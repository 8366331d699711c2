"""A round of messages: mark, choose a step, say how sure, read why; at the end the debrief."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import begin_button, refuse
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Heading,
    Lines,
    Option,
    Options,
    Prose,
    Sources,
    View,
)
from tppo_kit.activities.marking import MessageState, answered, asked, explained, judged
from tppo_kit.activities.messages.debrief import debrief
from tppo_kit.activities.messages.draw import draw_round
from tppo_kit.activities.messages.habits import next_answer
from tppo_kit.activities.messages.tally import score
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import say
from tppo_kit.records import Event, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from tppo_kit.activities.habits import Habit
    from tppo_kit.activities.messages.draw import DrawnMessage
    from tppo_kit.content.pages import MarkedMessage
    from tppo_kit.content.signs import Sign, Source
    from tppo_kit.content.simulations.message_sets import MessageSet


@dataclass(frozen=True, slots=True)
class RoundState:
    """How far a round has come; the messages themselves follow from the seed.

    ``done`` holds the answered messages, ``open_`` the one at hand. While ``reading``, the last
    of the answered ones is being explained.
    """

    seed: int
    begun: bool = False
    done: tuple[MessageState, ...] = ()
    open_: MessageState = field(default_factory=MessageState)
    reading: bool = False


class MessagesActivity:
    """Messages one by one, each explained line by line, then counted sign by sign."""

    def __init__(
        self,
        deck: MessageSet,
        written: Mapping[str, MarkedMessage],
        signs: Mapping[str, Sign],
        sources: Mapping[str, Source],
    ) -> None:
        """Take a sound set, the messages it mixes in, the signs and the sources of both."""
        self.deck = deck
        self.signs = signs
        self.sources = sources
        self.key = f"messages:{deck.id}"
        self.title = deck.title
        self.about = deck.about
        self.minutes = deck.minutes
        drawn_upon = [deck, *(written[name] for name in sorted(written))]
        drawn_upon += [signs[name] for name in sorted(signs)]
        prints = " ".join(record.fingerprint() for record in drawn_upon)
        self.fingerprint = hashlib.sha256(prints.encode()).hexdigest()[:12]

        @lru_cache(maxsize=64)
        def messages(seed: int) -> tuple[DrawnMessage, ...]:
            return draw_round(deck, written, signs, seed)

        self._messages = messages

    def messages(self, state: RoundState) -> tuple[DrawnMessage, ...]:
        """Return the messages of the round in their order."""
        return self._messages(state.seed)

    def start(self, seed: int) -> RoundState:
        """Return the cover of a round."""
        return RoundState(seed)

    def apply(self, state: RoundState, event: Event) -> RoundState:
        """Return the state after begin, toggle, seal, answer, confidence or next."""
        opened = MessageState(begun=True, shown_at=event.at)
        if not state.begun:
            if event.name != "begin":
                raise refuse(event)
            return replace(state, begun=True, open_=opened)
        if state.reading:
            if event.name != "next":
                raise refuse(event)
            return replace(state, reading=False, open_=opened)
        if self._is_over(state):
            raise refuse(event)
        current = answered(self.messages(state)[len(state.done)], state.open_, event)
        if current.confidence is None:
            return replace(state, open_=current)
        return replace(state, done=(*state.done, current), open_=MessageState(), reading=True)

    def _is_over(self, state: RoundState) -> bool:
        return len(state.done) == self.deck.round.messages and not state.reading

    def view(self, state: RoundState) -> View:
        """Return the cover, an open message, its explanation, or the debrief."""
        if not state.begun:
            return self._cover()
        if state.reading:
            return self._explained(state)
        messages = self.messages(state)
        if self._is_over(state):
            return debrief(self.deck, messages, state.done, self.signs, self.sources)
        message = messages[len(state.done)]
        question, blocks = asked(message, state.open_)
        top: tuple[Block, ...] = (Prose(message.title, "lead"),)
        if not state.open_.sealed:
            top = (*top, Prose(message.about))
        return View(
            self.title,
            (*top, *blocks),
            progress=(len(state.done), len(messages)),
            announce=question if state.open_.sealed else message.title,
        )

    def _cover(self) -> View:
        told = Lines("", tuple(Entry(text) for text in self.deck.cover))
        return View(self.title, (Prose(self.about, "lead"), told, begin_button()))

    def _explained(self, state: RoundState) -> View:
        messages = self.messages(state)
        message, answer = messages[len(state.done) - 1], state.done[-1]
        last = len(state.done) == len(messages)
        label = say("To the summary") if last else say("Next message")
        signs = [self.signs[name] for name in message.signs]
        blocks: list[Block] = [Prose(message.title, "lead")]
        if answer.rung is not None:
            blocks += explained(message, answer, answer.rung, self.signs, self.sources)
        if signs:
            cited = [citation for sign in signs for citation in sign.from_]
            blocks += [Heading(say("On the signs")), Sources(notes_for(cited, self.sources))]
        blocks.append(Options("next", "", (Option("", label),), layout="primary"))
        return View(
            self.title,
            tuple(blocks),
            progress=(len(state.done), len(messages)),
            announce=say("Read line by line"),
        )

    def outcome(self, state: RoundState) -> Outcome | None:
        """Return judgements on every step and line, and points for both, at the end."""
        if not self._is_over(state):
            return None
        pairs = list(zip(self.messages(state), state.done, strict=True))
        judgements = tuple(
            judgement
            for message, answer in pairs
            for judgement in judged(message, answer, message.fingerprint, message.subjects)
        )
        points = self.deck.round.points
        earned = sum(score(message, answer).earned(points) for message, answer in pairs)
        return Outcome(judgements, float(earned), float(2 * points * len(pairs)))

    def next_event(self, state: RoundState, habit: Habit, chance: Random) -> Event:
        """Return what a person of a habit does next."""
        if not state.begun:
            return Event("begin")
        if state.reading:
            return Event("next")
        return next_answer(self.messages(state)[len(state.done)], state.open_, habit, chance)

    def summary(self) -> str:
        """Return title and counts, without answers."""
        lines = sum(len(slot.lines) for each in self.deck.templates for slot in each.slots)
        return (
            f"{self.title}: {self.deck.round.messages} pesan dari {len(self.deck.templates)} "
            f"pola, {lines} baris [{self.fingerprint}]"
        )
