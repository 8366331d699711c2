"""A round of items as an activity: question, answer, how sure, explanation, next."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import (
    RUNG_NAMES,
    begin_button,
    confidence_options,
    read_confidence,
    refuse,
)
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Lines,
    Option,
    Options,
    Prose,
    View,
)
from tppo_kit.activities.grading import (
    Answer,
    Item,
    is_right,
    judge,
    mark_of,
    option_ids,
    reason_for,
)
from tppo_kit.activities.sources import notes_for
from tppo_kit.content.items import ChoiceItem, Vignette
from tppo_kit.language import Message, say
from tppo_kit.records import Judgement, Outcome, Rung

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tppo_kit.activities.blocks import Text
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

    def __init__(self, quiz: Quiz, items: Sequence[Item], sources: Mapping[str, Source]) -> None:
        """Take a sound quiz, its items and the sources they cite."""
        self.quiz = quiz
        self.items = {item.id: item for item in items}
        self.sources = sources
        self.key = f"quiz:{quiz.id}"
        self.title = quiz.title
        self.about = quiz.about
        self.minutes = quiz.minutes
        prints = [item.fingerprint() for item in items]
        self.fingerprint = quiz.model_copy(update={"items": prints}).fingerprint()

    def start(self, seed: int) -> QuizState:
        """Return the cover; the seed orders the items, and the options of each."""
        chance = random.Random(seed)
        order = list(self.items)
        chance.shuffle(order)
        shuffled = tuple(self._shuffled(self.items[name], chance) for name in order)
        return QuizState(tuple(order), shuffled)

    def _shuffled(self, item: Item, chance: random.Random) -> tuple[str, ...]:
        if isinstance(item, Vignette):
            return tuple(rung.value for rung in Rung)
        ids = [option.id for option in item.options]
        if item.kind != "true-false":
            chance.shuffle(ids)
        return tuple(ids)

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
        if isinstance(item, ChoiceItem) and item.kind == "several":
            return self._several(state, item, event)
        if event.name != "answer" or event.value not in option_ids(item):
            raise refuse(event)
        picked = replace(state, picked=(event.value,), seconds=_since(state, event))
        if isinstance(item, Vignette):
            return replace(picked, sealed=True)
        return self._close(picked, item, None)

    def _several(self, state: QuizState, item: ChoiceItem, event: Event) -> QuizState:
        if event.name == "toggle" and event.value in option_ids(item):
            picked = set(state.picked) ^ {event.value}
            ordered = tuple(name for name in option_ids(item) if name in picked)
            return replace(state, picked=ordered)
        if event.name == "seal" and state.picked:
            return self._close(replace(state, seconds=_since(state, event)), item, None)
        raise refuse(event)

    def _close(self, state: QuizState, item: Item, confidence: int | None) -> QuizState:
        answer = Answer(item.id, state.picked, confidence, state.seconds)
        return replace(state, answered=True, answers=(*state.answers, answer))

    def view(self, state: QuizState) -> View:
        """Return cover, question, explanation or result."""
        if not state.begun:
            return View(
                self.title,
                (
                    Prose(self.about, "lead"),
                    Prose(
                        say(
                            "{number} questions, about {minutes} minutes. All people are invented.",
                            number=len(self.items),
                            minutes=self.minutes,
                        ),
                        "small",
                    ),
                    begin_button(),
                ),
            )
        item = self._item(state)
        if item is None:
            return self._result(state)
        progress = (len(state.answers), len(state.order))
        blocks = self._explained(state, item) if state.answered else self._asked(state, item)
        text = item.text if isinstance(item, Vignette) else item.question
        return View(self.title, blocks, progress, announce="" if state.answered else text)

    def _labels(self, item: Item) -> dict[str, Text]:
        if isinstance(item, Vignette):
            return {rung.value: RUNG_NAMES[rung] for rung in Rung}
        return {option.id: option.text for option in item.options}

    def _asked(self, state: QuizState, item: Item) -> tuple[Block, ...]:
        labels = self._labels(item)
        if state.sealed:
            return (
                Prose(say("Your step: {step}", step=labels[state.picked[0]]), "lead"),
                confidence_options(),
            )
        text = item.text if isinstance(item, Vignette) else item.question
        names = state.shuffled[state.order.index(item.id)]
        several = isinstance(item, ChoiceItem) and item.kind == "several"
        options = tuple(
            Option(name, labels[name], "chosen" if name in state.picked else "open")
            for name in names
        )
        blocks: list[Block] = [
            Prose(text, "scene"),
            Options("toggle" if several else "answer", self._legend(item), options),
        ]
        if several and state.picked:
            blocks.append(
                Options("seal", "", (Option("", say("Done choosing")),), layout="primary")
            )
        return tuple(blocks)

    def _legend(self, item: Item) -> Message:
        if isinstance(item, Vignette):
            return say("What is the smallest safe next step?")
        if item.kind == "several":
            return say("Choose all that fit.")
        if item.kind == "true-false":
            return say("True or false?")
        return say("Choose one.")

    def _explained(self, state: QuizState, item: Item) -> tuple[Block, ...]:
        answer = state.answers[-1]
        right = is_right(item, answer.options)
        labels = self._labels(item)
        text = item.text if isinstance(item, Vignette) else item.question
        blocks: list[Block] = [
            Prose(text, "small"),
            Feedback(
                "good" if right else "poor",
                say("That fits") if right else say("Not quite"),
                reason_for(item, answer.options),
                notes_for(item.from_, self.sources),
            ),
        ]
        if isinstance(item, Vignette):
            entries = tuple(
                Entry(labels[rung.value], mark_of(item, rung.value), item.why.of(rung))
                for rung in Rung
            )
            blocks += [
                Lines(say("Step by step"), entries, folded=right),
                Lines(say("What it could innocently be"), (Entry(item.harmless),)),
            ]
        else:
            entries = tuple(
                Entry(option.text, mark_of(item, option.id), option.why) for option in item.options
            )
            blocks.append(Lines(say("Answer by answer"), entries, folded=right))
        last = len(state.answers) == len(state.order)
        label = say("See the result") if last else say("Next question")
        return (*blocks, Options("next", "", (Option("", label),), layout="primary"))

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
