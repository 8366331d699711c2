"""A quiz sat as a test: the same items and judgements, and not a word on what is right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.asking import explained, in_steps, text_of
from tppo_kit.activities.blocks import Prose, View
from tppo_kit.activities.grading import Answer, is_right, option_ids
from tppo_kit.activities.quiz import QuizActivity
from tppo_kit.activities.sources import notes_for
from tppo_kit.errors import Refused
from tppo_kit.language import say
from tppo_kit.records import Event

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Block, Text
    from tppo_kit.activities.quiz import QuizState

#: Stands on a copied sheet for a question that nobody answered.
BLANK = "-"


@dataclass(frozen=True, slots=True)
class Explained:
    """One answered question of a finished test, and why the answer fits or not."""

    ask: Text
    fits: bool
    blocks: tuple[Block, ...]


class SittingActivity(QuizActivity):
    """A round without explanations, for before and after a course."""

    kind = "test"

    def apply(self, state: QuizState, event: Event) -> QuizState:
        """Return the state after begin, answer, toggle, seal or confidence, or a whole sheet.

        The answer turns the page itself, so the explanation is in no state that a person is in.
        """
        if event.name == "sheet":
            return self._copied(state, event)
        after = super().apply(state, event)
        return super().apply(after, Event("next", at=event.at)) if after.answered else after

    def _copied(self, state: QuizState, event: Event) -> QuizState:
        """Return the end of a test that was sat on paper: its letters, in the order printed.

        Paper tells neither how sure somebody was nor for how long they thought: no confidence,
        and no seconds. A question without an answer is left out, as if it had not been asked.
        """
        if state.begun or len(event.value) != len(self.items):
            raise refuse(event)
        answers = []
        for letter, (name, item) in zip(event.value, self.items.items(), strict=True):
            if letter == BLANK:
                continue
            options = option_ids(item)
            if in_steps(item):
                raise Refused(say("This form has a question that one letter does not answer."))
            if letter not in ascii_uppercase[: len(options)]:
                raise refuse(event)
            answers.append(Answer(name, (options[ascii_uppercase.index(letter)],), None, 0.0))
        if not answers:
            raise Refused(say("Nothing is ticked on this sheet, so there is nothing to keep."))
        order = tuple(answer.item for answer in answers)
        return replace(state, begun=True, order=order, answers=tuple(answers), shown_at=event.at)

    def explanations(self, state: QuizState) -> tuple[Explained, ...]:
        """Return why each answer of a finished test fits or not, in the order they were given.

        Raises:
            Refused: before the end; what is right must not help with what is still asked.
        """
        if self.outcome(state) is None:
            raise Refused(say("The explanations come after the last case."))
        return tuple(
            Explained(
                text_of(item),
                is_right(item, answer.options),
                explained(item, answer.options, notes_for(item.from_, self.sources)),
            )
            for answer in state.answers
            for item in (self.items[answer.item],)
        )

    def _opening(self) -> tuple[Block, ...]:
        alone = say("Answer on your own. What fits is talked through afterwards.")
        return (*super()._opening(), Prose(alone))

    def _result(self, state: QuizState) -> View:
        thanks = say("Thank you. The answers will be talked through together later.")
        every = len(state.order)
        return View(self.title, (Prose(thanks, "lead"),), (every, every), announce=thanks)
