"""A branching case played as an interview: the case, the case note, the debrief."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.interview import habits, views
from tppo_kit.activities.interview.note import NoteLine, drafted, note_points
from tppo_kit.content.simulations.interviews import NotePart
from tppo_kit.language import say
from tppo_kit.records import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from tppo_kit.activities.blocks import View
    from tppo_kit.activities.habits import Habit
    from tppo_kit.activities.scenario import CaseState, ScenarioActivity
    from tppo_kit.content.signs import Source
    from tppo_kit.content.simulations.interviews import CaseNotes
    from tppo_kit.records import Event

#: Writing the note and reading the comparison, beside the case itself.
MINUTES_FOR_NOTE = 4
_POINTS_FOR_NOTE = 2.0
_DRAFTS_KEPT = 256
LAST_PAGE = len(NotePart) - 1


@dataclass(frozen=True, slots=True)
class InterviewState:
    """Where the case stands, and which lines of the note are struck out, by number.

    ``page``: the part of the note that lies open; ``sealed``: the note is closed;
    ``compared``: its comparison has been read.
    """

    case: CaseState
    seed: int
    page: int = 0
    struck: frozenset[str] = frozenset()
    sealed: bool = False
    compared: bool = False


class InterviewActivity:
    """A case as it always was, then its note: keep what is a fact, strike what is not."""

    def __init__(
        self, case: ScenarioActivity, notes: CaseNotes, sources: Mapping[str, Source]
    ) -> None:
        """Take a ready case, the notes of its place, and the sources that these cite."""
        self.case = case
        self.notes = notes
        self.sources = sources
        self.key = f"interview:{case.scenario.id}"
        self.title = say("Interview: {title}", title=case.title)
        self.about = case.about
        self.minutes = case.minutes + MINUTES_FOR_NOTE
        both = f"{case.fingerprint} {notes.fingerprint()}"
        self.fingerprint = hashlib.sha256(both.encode()).hexdigest()[:12]
        self._drafted = lru_cache(_DRAFTS_KEPT)(self._draft_of)

    def start(self, seed: int) -> InterviewState:
        """Return the cover; the seed decides which lines tempt in the note."""
        return InterviewState(self.case.start(seed), seed)

    def apply(self, state: InterviewState, event: Event) -> InterviewState:
        """Return the state after an event of the case, then after one of the note."""
        if self.case.outcome(state.case) is None:
            return replace(state, case=self.case.apply(state.case, event))
        if not state.sealed:
            return self._writing(state, event)
        if not state.compared and event.name == "next" and not event.value:
            return replace(state, compared=True)
        raise refuse(event)

    def _writing(self, state: InterviewState, event: Event) -> InterviewState:
        """Return the state after toggle, next and back, or seal on the last page."""
        if event.name == "toggle" and event.value in dict(self.on_page(state)):
            return replace(state, struck=state.struck ^ {event.value})
        if not event.value:
            if event.name == "next" and state.page < LAST_PAGE:
                return replace(state, page=state.page + 1)
            if event.name == "back" and state.page > 0:
                return replace(state, page=state.page - 1)
            if event.name == "seal" and state.page == LAST_PAGE:
                return replace(state, sealed=True)
        raise refuse(event)

    def draft(self, state: InterviewState) -> tuple[NoteLine, ...]:
        """Return the lines of the note; the case must have come to its end."""
        return self._drafted(state.case, state.seed)

    def _draft_of(self, case: CaseState, seed: int) -> tuple[NoteLine, ...]:
        noted = self.case.walk.noted(case.position)
        return drafted(self.case.scenario, case, noted, self.notes, seed)

    def on_page(self, state: InterviewState) -> list[tuple[str, NoteLine]]:
        """Return number and line of all that stands in the part that lies open."""
        part = list(NotePart)[state.page]
        lines = enumerate(self.draft(state), 1)
        return [(str(number), line) for number, line in lines if line.part is part]

    def view(self, state: InterviewState) -> View:
        """Return the view of the case, the draft, the comparison, or the debrief."""
        if not state.case.begun:
            return views.cover(self)
        if self.case.outcome(state.case) is None:
            return self.case.view(state.case)
        if not state.sealed:
            return views.draft(self, state)
        if not state.compared:
            return views.comparison(self, state)
        return views.ending(self, state)

    def paper(self, state: InterviewState) -> View | None:
        """Return the closed note, ready to be printed."""
        return views.paper(self, state) if state.sealed else None

    def outcome(self, state: InterviewState) -> Outcome | None:
        """Return the judgement of the case and one on each line of the note."""
        case = self.case.outcome(state.case)
        if case is None or not state.compared:
            return None
        lines = self.draft(state)
        judged = tuple(
            self._judged(line, struck=str(number) in state.struck)
            for number, line in enumerate(lines, 1)
        )
        return Outcome(
            (*case.judgements, *judged),
            round(case.earned + note_points(lines, state.struck), 2),
            case.possible + _POINTS_FOR_NOTE,
            case.ending,
        )

    def _judged(self, line: NoteLine, *, struck: bool) -> Judgement:
        return Judgement(
            kind="note-line",
            subject=f"{self.case.scenario.id}.{line.key}",
            fingerprint=self.fingerprint,
            signs=(),
            right="keep" if line.belongs else "strike",
            chosen="strike" if struck else "keep",
            correct=line.belongs is not struck,
            signal=None,
            called=None,
            confidence=None,
            seconds=0.0,
        )

    def next_event(self, state: InterviewState, habit: Habit, chance: Random) -> Event:
        """Return what a person of a habit does next."""
        return habits.next_event(self, state, habit, chance)

    def summary(self) -> str:
        """Return title, length of the case and number of lines that may tempt."""
        pair = self.notes.pair_of(self.case.scenario.id)
        lines = len(self.notes.lines) + (len(pair.lines) if pair else 0)
        return (
            f"{self.case.title}: {len(self.case.scenario.steps)} adegan, "
            f"catatan kasus, {lines} kalimat pengecoh [{self.fingerprint}]"
        )
