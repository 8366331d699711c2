"""A round of items as an activity: question, answer, how sure, explanation, next."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import (
    begin_button,
    confidence_options,
    read_confidence,
    refuse,
)
from tppo_kit.activities.asking import (
    asked,
    explained,
    in_steps,
    labels_of,
    may_seal,
    pick,
    shuffled_ids,
    text_of,
)
from tppo_kit.activities.blocks import Block, Entry, Lines, Option, Options, Prose, View
from tppo_kit.activities.grading import Answer, Item, judge
from tppo_kit.activities.sources import notes_for
from tppo_kit.content.items import Vignette
from tppo_kit.language import say
from tppo_kit.records import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tppo_kit.content.items import Quiz
    from tppo_kit.content.signs import Source
    from tppo_kit.records import Event


@dataclass(frozen=True, slots=True)
class QuizState:
    """Where a person is in a round.

    ``order`` holds item ids, ``picked`` the options of the current item, ``answered`` tells
    that its explanation is on the screen.
    """

    order: tuple[str, ...]
    shuffled: tuple[tuple[str, ...], ...]
    begun: bool = False
    picked: tuple[str, ...] = ()
    sealed: bool = False
    answered: bool = False
    answers: tuple[Answer, ...] = ()
    shown_at: float = 0.0
    seconds: float = 0.0


class QuizActivity:
    """A round of items in a seeded order."""

    #: What stands before the colon of its key.
    kind = "quiz"

    def __init__(self, quiz: Quiz, items: Sequence[Item], sources: Mapping[str, Source]) -> None:
        """Take a sound quiz, its items and the sources they cite."""
        self.quiz = quiz
        self.items = {item.id: item for item in items}
        self.sources = sources
        self.key = f"{self.kind}:{quiz.id}"
        self.title = quiz.title
        self.about = quiz.about
        self.minutes = quiz.minutes
        # Each is that of the original, so a translated round is the same round.
        prints = [quiz.fingerprint(), *(item.fingerprint() for item in items)]
        self.fingerprint = hashlib.sha256(" ".join(prints).encode()).hexdigest()[:12]

    def start(self, seed: int) -> QuizState:
        """Return the cover; the seed orders the items, and the options of each."""
        chance = random.Random(seed)
        order = list(self.items)
        chance.shuffle(order)
        shuffled = tuple(shuffled_ids(self.items[name], chance) for name in order)
        return QuizState(tuple(order), shuffled)

    def _item(self, state: QuizState) -> Item | None:
        number = len(state.answers) - state.answered
        return self.items[state.order[number]] if number < len(state.order) else None

    def apply(self, state: QuizState, event: Event) -> QuizState:
        """Return the state after begin, answer, toggle, seal, confidence or next."""
        item = self._item(state)
        if not state.begun:
            if event.name != "begin":
                raise refuse(event)
            return replace(state, begun=True, shown_at=event.at)
        if item is None:
            raise refuse(event)
        if state.answered:
            if event.name != "next":
                raise refuse(event)
            return replace(state, answered=False, picked=(), sealed=False, shown_at=event.at)
        if state.sealed:
            return self._close(state, item, read_confidence(event))
        return self._answer(state, item, event)

    def _answer(self, state: QuizState, item: Item, event: Event) -> QuizState:
        if in_steps(item) and event.name == "seal":
            if not may_seal(item, state.picked):
                raise refuse(event)
            return self._close(replace(state, seconds=_since(state, event)), item, None)
        picked = replace(state, picked=pick(item, state.picked, event))
        if in_steps(item):
            return picked
        picked = replace(picked, seconds=_since(state, event))
        if isinstance(item, Vignette):
            return replace(picked, sealed=True)
        return self._close(picked, item, None)

    def _close(self, state: QuizState, item: Item, confidence: int | None) -> QuizState:
        answer = Answer(item.id, state.picked, confidence, state.seconds)
        return replace(state, answered=True, answers=(*state.answers, answer))

    def view(self, state: QuizState) -> View:
        """Return cover, question, explanation or result."""
        if not state.begun:
            return View(self.title, (*self._opening(), begin_button()))
        item = self._item(state)
        if item is None:
            return self._result(state)
        progress = (len(state.answers), len(state.order))
        if state.answered:
            notes = notes_for(item.from_, self.sources)
            last = len(state.answers) == len(state.order)
            label = say("See the result") if last else say("Next question")
            following = Options("next", "", (Option("", label),), layout="primary")
            explanation = explained(item, state.answers[-1].options, notes)
            return View(self.title, (*explanation, following), progress)
        return View(self.title, self._asked(state, item), progress, announce=text_of(item))

    def _opening(self) -> tuple[Block, ...]:
        """Return what the cover says of the round."""
        length = say(
            "{number} questions, about {minutes} minutes. All people are invented.",
            number=len(self.items),
            minutes=self.minutes,
        )
        return (Prose(self.about, "lead"), Prose(length, "small"))

    def _asked(self, state: QuizState, item: Item) -> tuple[Block, ...]:
        if state.sealed:
            step = labels_of(item)[state.picked[0]]
            return (Prose(say("Your step: {step}", step=step), "lead"), confidence_options())
        return asked(item, state.picked, state.shuffled[state.order.index(item.id)])

    def _result(self, state: QuizState) -> View:
        judgements = self._judgements(state)
        cases = [j for j in judgements if j.signal is not None]
        called = sum(bool(j.called) for j in cases if j.signal)
        over = sum(bool(j.called) for j in cases if not j.signal)
        signals = sum(bool(j.signal) for j in cases)
        right = sum(j.correct for j in judgements)
        entries = []
        if cases:
            entries = [
                Entry(
                    say(
                        "Calls for action that you saw: {called} of {signals}",
                        called=called,
                        signals=signals,
                    )
                ),
                Entry(
                    say(
                        "Harmless cases that you took too far: {over} of {harmless}",
                        over=over,
                        harmless=len(cases) - signals,
                    )
                ),
            ]
        entries.append(
            Entry(
                say("Answers that fit exactly: {right} of {all}", right=right, all=len(judgements))
            )
        )
        return View(
            self.title,
            (
                Prose(say("You have finished this round."), "lead"),
                Lines(say("Your result"), tuple(entries)),
                Prose(say("Missing somebody and troubling somebody innocent weigh the same here.")),
            ),
            (len(state.order), len(state.order)),
            announce=say("You have finished this round."),
        )

    def _judgements(self, state: QuizState) -> tuple[Judgement, ...]:
        return tuple(judge(self.items[answer.item], answer) for answer in state.answers)

    def judged(
        self, state: QuizState, event: Event, confidence: int | None, seconds: float
    ) -> Judgement | None:
        """Return how one person would be judged who gives this single answer, None for a step.

        Items answered in several steps are decided only by the seal, so no event of theirs counts.
        """
        self.apply(state, event)
        item = self._item(state)
        if item is None or event.name != "answer" or in_steps(item):
            return None
        return judge(item, Answer(item.id, (event.value,), confidence, seconds))

    def outcome(self, state: QuizState) -> Outcome | None:
        """Return one judgement an item once the last explanation was read."""
        if not state.begun or self._item(state) is not None:
            return None
        judgements = self._judgements(state)
        earned = float(sum(judgement.correct for judgement in judgements))
        return Outcome(judgements, earned, float(len(judgements)))

    def summary(self) -> str:
        """Return title, kinds and number of items, without answers."""
        vignettes = sum(isinstance(item, Vignette) for item in self.items.values())
        return (
            f"{self.title}: {len(self.items)} butir, {vignettes} di antaranya kasus singkat "
            f"[{self.fingerprint}]"
        )


def _since(state: QuizState, event: Event) -> float:
    return max(0.0, event.at - state.shown_at)
