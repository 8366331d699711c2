"""Questions about something real, such as a job offer: clear, ask first, or wait; no verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tppo_kit.activities.activity import begin_button, refuse
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Lines,
    Option,
    Options,
    Prose,
    Sources,
    View,
)
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import Message, say
from tppo_kit.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.content.pages import Advice, Checklist, CheckQuestion
    from tppo_kit.content.signs import Source
    from tppo_kit.records import Event

ANSWERS: dict[str, Message] = {
    "yes": say("Yes"),
    "no": say("No"),
    "unknown": say("I do not know yet"),
}
Weight = Literal["clear", "ask", "wait"]


@dataclass(frozen=True, slots=True)
class ChecklistState:
    """The answers so far, in the order of the questions."""

    begun: bool = False
    answers: tuple[str, ...] = ()
    closed: bool = False


class ChecklistActivity:
    """One question after the other; then what is clear, what to ask, what to wait for."""

    def __init__(self, checklist: Checklist, sources: Mapping[str, Source]) -> None:
        """Take a sound checklist and the sources it cites."""
        self.checklist = checklist
        self.sources = sources
        self.key = f"checklist:{checklist.id}"
        self.title = checklist.title
        self.about = checklist.about
        self.minutes = checklist.minutes
        self.fingerprint = checklist.fingerprint()

    def start(self, seed: int) -> ChecklistState:  # noqa: ARG002 - the questions have their order
        """Return the cover."""
        return ChecklistState()

    def apply(self, state: ChecklistState, event: Event) -> ChecklistState:
        """Return the state after begin, answer, back or close."""
        if state.closed or state.begun == (event.name == "begin"):
            raise refuse(event)
        full = len(state.answers) == len(self.checklist.questions)
        if event.name == "begin":
            return replace(state, begun=True)
        if event.name == "answer" and event.value in ANSWERS and not full:
            return replace(state, answers=(*state.answers, event.value))
        if event.name == "back" and state.answers:
            return replace(state, answers=state.answers[:-1])
        if event.name == "close" and full:
            return replace(state, closed=True)
        raise refuse(event)

    def view(self, state: ChecklistState) -> View:
        """Return cover, the question at hand, or what follows from the answers."""
        questions = self.checklist.questions
        if not state.begun:
            number = say(
                "{number} questions, about {minutes} minutes.",
                number=len(questions),
                minutes=self.minutes,
            )
            blocks = (Prose(self.about, "lead"), Prose(number, "small"), begin_button())
            return View(self.title, blocks)
        progress = (len(state.answers), len(questions))
        back = Options("back", "", (Option("", say("One question back")),), layout="row")
        if len(state.answers) < len(questions):
            question = questions[len(state.answers)]
            options = tuple(Option(name, label) for name, label in ANSWERS.items())
            asked: list[Block] = [
                Options("answer", question.text, options),
                Sources(notes_for(question.from_, self.sources)),
            ]
            if state.answers:
                asked.append(back)
            return View(self.title, tuple(asked), progress, announce=question.text)
        result: list[Block] = list(self._result(state))
        if not state.closed:
            finish = Option("", say("I have read this"))
            result += [Options("close", "", (finish,), layout="primary"), back]
        return View(self.title, tuple(result), progress, announce=say("What follows from it"))

    def _advised(self, state: ChecklistState) -> list[tuple[CheckQuestion, Advice]]:
        return [
            (question, getattr(question, answer))
            for question, answer in zip(self.checklist.questions, state.answers, strict=True)
        ]

    def weight(self, state: ChecklistState) -> Weight:
        """Return the heaviest advice; enough open questions are a reason to wait as well."""
        weights = [advice.weight for _, advice in self._advised(state)]
        if "wait" in weights or weights.count("ask") >= self.checklist.asks_to_wait:
            return "wait"
        return "ask" if "ask" in weights else "clear"

    def _result(self, state: ChecklistState) -> tuple[Block, ...]:
        weight = self.weight(state)
        headings: dict[Weight, Message] = {
            "wait": say("Put this first"),
            "ask": say("Ask this first"),
            "clear": say("This is clear"),
        }
        tones: dict[Weight, Literal["good", "mixed", "poor"]] = {
            "wait": "poor",
            "ask": "mixed",
            "clear": "good",
        }
        titles: dict[Weight, Message] = {
            "wait": say("Put this first"),
            "ask": say("Ask first"),
            "clear": say("Nothing open here"),
        }
        blocks: list[Block] = [
            Feedback(tones[weight], titles[weight], getattr(self.checklist.closing, weight))
        ]
        for name, heading in headings.items():
            entries = tuple(
                Entry(question.text, remark=advice.text)
                for question, advice in self._advised(state)
                if advice.weight == name
            )
            if entries:
                blocks.append(Lines(heading, entries, folded=name == "clear"))
        return tuple(blocks)

    def outcome(self, state: ChecklistState) -> Outcome | None:
        """Return an outcome without judgements once the advice was read."""
        if not state.closed:
            return None
        every = float(len(self.checklist.questions))
        return Outcome((), every, every, ending=self.weight(state))

    def summary(self) -> str:
        """Return title and number of questions."""
        return f"{self.title}: {len(self.checklist.questions)} pertanyaan [{self.fingerprint}]"
