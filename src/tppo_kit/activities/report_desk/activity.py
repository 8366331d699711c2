"""A shift at the report desk: one question, an urgency, channels, a note, and the next report."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.report_desk.clerk import Clerk, careful_clerk
from tppo_kit.activities.report_desk.debrief import debrief
from tppo_kit.activities.report_desk.desk_view import cover, desk_view, line_view
from tppo_kit.activities.report_desk.habits import next_event
from tppo_kit.activities.report_desk.marks import Decision
from tppo_kit.activities.report_desk.plan import draw_plan
from tppo_kit.activities.report_desk.result import outcome_of
from tppo_kit.activities.report_desk.world import run_shift
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from tppo_kit.activities.blocks import View
    from tppo_kit.activities.habits import Habit
    from tppo_kit.activities.report_desk.course import Course
    from tppo_kit.content.facts import Agency
    from tppo_kit.content.signs import Sign, Source
    from tppo_kit.content.simulations.report_desks import ReportDesk
    from tppo_kit.content.simulations.report_reports import Report
    from tppo_kit.records import Event, Outcome

#: What the desk remembers of runs: every state on the way is asked for several times.
_RUNS_KEPT = 512


@dataclass(frozen=True, slots=True)
class DeskState:
    """The decisions so far, and what is chosen for the report now at the desk.

    ``picks`` are the places in the line of those who were called while several waited;
    ``called`` says that the one at the desk was.
    ``question`` is None until one was asked or none was wanted; ``passed`` says that the
    channels are chosen, so that the note comes next.
    """

    seed: int
    begun: bool = False
    decisions: tuple[Decision, ...] = ()
    picks: tuple[int, ...] = ()
    called: bool = False
    question: str | None = None
    rung: Rung | None = None
    channels: frozenset[str] = frozenset()
    passed: bool = False
    lines: frozenset[str] = frozenset()
    since: float = 0.0


class ReportDeskActivity:
    """Reports come in over a simulated shift; the world is run anew from seed and decisions."""

    def __init__(
        self,
        desk: ReportDesk,
        signs: Mapping[str, Sign],
        agencies: Mapping[str, Agency],
        sources: Mapping[str, Source],
    ) -> None:
        """Take a sound desk, the signs and agencies it names and the sources it cites."""
        self.desk, self.signs, self.agencies, self.sources = desk, signs, agencies, sources
        self.reports = {report.id: report for report in desk.reports}
        self.questions = {each.id: each for each in desk.questions}
        self.channels = {each.id: each for each in desk.channels}
        self.lines = {each.id: each for each in desk.lines}
        self.urgencies = {each.id: each for each in desk.urgencies}
        self.key = f"report-desk:{desk.id}"
        self.title = desk.title
        self.about = desk.about
        self.minutes = desk.minutes
        prints = [desk.fingerprint(), *(signs[name].fingerprint() for name in sorted(signs))]
        self.fingerprint = hashlib.sha256("".join(prints).encode()).hexdigest()[:12]
        self._plan = lru_cache(maxsize=_RUNS_KEPT)(lambda seed: draw_plan(desk, seed))
        self._run = lru_cache(maxsize=_RUNS_KEPT)(self._course)
        self.careful_course = lru_cache(maxsize=_RUNS_KEPT)(self._careful_course)

    def course(self, state: DeskState) -> Course:
        """Return the shift so far: run from the seed, as far as the choices reach."""
        return self._run(state.seed, state.decisions, state.picks)

    def _course(self, seed: int, decisions: tuple[Decision, ...], picks: tuple[int, ...]) -> Course:
        made = {decision.report: decision for decision in decisions}
        picked = iter(picks)
        clerk = Clerk(lambda report: made.get(report.id), lambda _line, _now: next(picked, None))
        return run_shift(self.desk, self._plan(seed), clerk)

    def _careful_course(self, seed: int) -> Course:
        """Return the same shift as a careful colleague would work it."""
        return run_shift(self.desk, self._plan(seed), careful_clerk(self.desk))

    def at_desk(self, state: DeskState) -> Report | None:
        """Return the report at the desk, None while nobody sits there."""
        return self.reports.get(self.course(state).turn) if state.begun else None

    def start(self, seed: int) -> DeskState:
        """Return the cover."""
        return DeskState(seed)

    def apply(self, state: DeskState, event: Event) -> DeskState:
        """Return the state after begin, next, ask, urgency, toggle or seal."""
        if not state.begun:
            if event.name != "begin":
                raise refuse(event)
            return replace(state, begun=True, since=event.at)
        course = self.course(state)
        if course.choosing:
            return self._called(state, len(course.waiting), event)
        if course.over:
            raise refuse(event)
        if state.question is None:
            return self._asked(state, event)
        if state.rung is None:
            return self._weighed(state, event)
        return self._noted(state, course.turn, event)

    def _noted(self, state: DeskState, report: str, event: Event) -> DeskState:
        if event.name == "toggle":
            return self._toggled(state, event)
        if event.name != "seal" or event.value:
            raise refuse(event)
        return self._sealed(state, report, event) if state.passed else replace(state, passed=True)

    def _called(self, state: DeskState, waiting: int, event: Event) -> DeskState:
        if event.name != "next" or event.value not in {str(n + 1) for n in range(waiting)}:
            raise refuse(event)
        place = int(event.value) - 1
        return replace(state, picks=(*state.picks, place), called=True, since=event.at)

    def _asked(self, state: DeskState, event: Event) -> DeskState:
        if event.name == "skip" and not event.value:
            return replace(state, question="")
        if event.name != "ask" or event.value not in self.questions:
            raise refuse(event)
        return replace(state, question=event.value)

    def _weighed(self, state: DeskState, event: Event) -> DeskState:
        if event.name != "urgency" or event.value not in {each.value for each in self.urgencies}:
            raise refuse(event)
        rung = Rung(event.value)
        # Whoever gets information only is passed on to nobody.
        return replace(state, rung=rung, passed=not rung.calls_for_action)

    def _toggled(self, state: DeskState, event: Event) -> DeskState:
        if not state.passed and event.value in self.channels:
            return replace(state, channels=state.channels ^ {event.value})
        if state.passed and event.value in self.lines:
            return replace(state, lines=state.lines ^ {event.value})
        raise refuse(event)

    def _sealed(self, state: DeskState, report: str, event: Event) -> DeskState:
        decision = Decision(
            report,
            state.question or "",
            state.rung or Rung.INFORM,
            state.channels,
            state.lines,
            max(0.0, event.at - state.since),
        )
        return DeskState(
            state.seed,
            begun=True,
            decisions=(*state.decisions, decision),
            picks=state.picks,
            since=event.at,
        )

    def view(self, state: DeskState) -> View:
        """Return the cover, the line, the desk, or the debrief."""
        if not state.begun:
            return cover(self)
        course = self.course(state)
        if course.choosing:
            return line_view(self, state)
        if course.over:
            return debrief(self, state)
        return desk_view(self, state, self.reports[course.turn])

    def outcome(self, state: DeskState) -> Outcome | None:
        """Return one judgement for each report that was dealt with, once the shift is over."""
        if not state.begun or not self.course(state).over:
            return None
        return outcome_of(self.desk, self.course(state), state.decisions, self.fingerprint)

    def next_event(self, state: DeskState, habit: Habit, chance: Random) -> Event:
        """Return what a person of a habit does next."""
        return next_event(self, state, habit, chance)

    def summary(self) -> str:
        """Return title and counts, without answers."""
        return (
            f"{self.title}: {len(self.reports)} laporan, {self.desk.drawn} tiap giliran, "
            f"{len(self.channels)} saluran [{self.fingerprint}]"
        )
