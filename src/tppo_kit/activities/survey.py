"""A reaction survey as an activity: one question a screen, each may be skipped, nothing judged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import begin_button, refuse
from tppo_kit.activities.blocks import Option, Options, Prose, View
from tppo_kit.content.surveys import POINTS, ScaleQuestion
from tppo_kit.language import say
from tppo_kit.records import Outcome

if TYPE_CHECKING:
    from tppo_kit.content.surveys import Survey, SurveyQuestion
    from tppo_kit.records import Event


@dataclass(frozen=True, slots=True)
class SurveyState:
    """What was given so far: question id and value, in order; skipped ones have no value."""

    begun: bool = False
    given: tuple[tuple[str, str], ...] = ()


class SurveyActivity:
    """The questions in their order, then thanks."""

    def __init__(self, survey: Survey) -> None:
        """Take a sound survey."""
        self.survey = survey
        self.key = f"survey:{survey.id}"
        self.title = survey.title
        self.about = survey.about
        self.minutes = survey.minutes
        self.fingerprint = survey.fingerprint()

    def start(self, seed: int) -> SurveyState:  # noqa: ARG002 - the questions have their order
        """Return the cover."""
        return SurveyState()

    def _question(self, state: SurveyState) -> SurveyQuestion | None:
        number = len(state.given)
        return self.survey.questions[number] if number < len(self.survey.questions) else None

    def apply(self, state: SurveyState, event: Event) -> SurveyState:
        """Return the state after begin, answer or skip."""
        question = self._question(state)
        if question is None or state.begun == (event.name == "begin"):
            raise refuse(event)
        if event.name == "begin":
            return replace(state, begun=True)
        answered = event.name == "answer" and event.value in labels_of(question)
        if not answered and event.name != "skip":
            raise refuse(event)
        value = event.value if answered else ""
        return replace(state, given=(*state.given, (question.id, value)))

    def view(self, state: SurveyState) -> View:
        """Return cover, the question at hand, or thanks."""
        if not state.begun:
            return self._cover()
        progress = (len(state.given), len(self.survey.questions))
        question = self._question(state)
        if question is None:
            thanks = say("Thank you. Your answers help to make the next session better.")
            care = say(
                "Is something still weighing on you? Talk to the facilitator or to somebody "
                "you trust."
            )
            return View(self.title, (Prose(thanks, "lead"), Prose(care)), progress, thanks)
        options = tuple(Option(value, label) for value, label in labels_of(question).items())
        skip = Option("", say("Skip this question"))
        blocks = (
            Options("answer", question.question, options),
            Options("skip", "", (skip,), layout="row"),
        )
        return View(self.title, blocks, progress, announce=question.question)

    def _cover(self) -> View:
        number = say(
            "{number} questions, about {minutes} minutes.",
            number=len(self.survey.questions),
            minutes=self.minutes,
        )
        free = say("Nobody asks for your name. You may skip any question.")
        blocks = (Prose(self.about, "lead"), Prose(free), Prose(number, "small"), begin_button())
        return View(self.title, blocks)

    def outcome(self, state: SurveyState) -> Outcome | None:
        """Return an outcome of no judgements and 0 of 0 points once all was asked."""
        return Outcome((), 0.0, 0.0) if self._question(state) is None else None

    def summary(self) -> str:
        """Return title and number of questions."""
        return f"{self.title}: {len(self.survey.questions)} pertanyaan [{self.fingerprint}]"


def labels_of(question: SurveyQuestion) -> dict[str, str]:
    """Return what stands on each answer, by the value that is kept: the number or the id."""
    if isinstance(question, ScaleQuestion):
        ends = {POINTS[0]: question.low, POINTS[-1]: question.high}
        return {point: f"{point}: {ends[point]}" if point in ends else point for point in POINTS}
    return {option.id: option.text for option in question.options}


def answers(state: SurveyState) -> tuple[tuple[str, str], ...]:
    """Return question id and value of every answer in the order asked; skipped ones are left out.

    A value is the number on a scale, "1" to "5", or the id of the chosen answer.
    """
    return tuple((question, value) for question, value in state.given if value)
