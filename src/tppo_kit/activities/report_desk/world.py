"""The shift as a discrete-event simulation: people wait for the clerk, agencies act later.

The clerk serves one at a time and picks whom, each agency is a resource with its own room.
People who wait too long leave (reneging); some try once more. The run stops as soon as the
clerk has to choose and has not yet, so that a state is no more than the choices so far.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

import simpy

from tppo_kit.activities.report_desk.course import Course, Happening, Stay, Waiting, What
from tppo_kit.activities.report_desk.marks import (
    Decision,
    Hurt,
    acts_on,
    chosen,
    hurts,
    leaks,
    suffices,
)
from tppo_kit.activities.report_desk.plan import answer_minutes
from tppo_kit.content.simulations.report_reports import CALLING

if TYPE_CHECKING:
    from collections.abc import Generator

    from tppo_kit.activities.report_desk.clerk import Clerk
    from tppo_kit.activities.report_desk.plan import Plan, Visit
    from tppo_kit.content.simulations.report_desks import Channel, ReportDesk
    from tppo_kit.content.simulations.report_reports import Report

    Process = Generator[simpy.Event, Any, Any]


def run_shift(desk: ReportDesk, plan: Plan, clerk: Clerk) -> Course:
    """Return the course of a shift up to the first open choice of the clerk, or to its end."""
    world = _World(desk, plan, clerk)
    world.run()
    return world.course


class _World:
    """One run; processes are methods that yield what they wait for."""

    def __init__(self, desk: ReportDesk, plan: Plan, clerk: Clerk) -> None:
        self.desk, self.plan, self.clerk = desk, plan, clerk
        self.env = simpy.Environment()
        self.agencies: dict[str, simpy.Resource] = {}
        self.taken_up = {each.id: each.taken_up for each in desk.urgencies}
        self.course = Course(plan.visits)
        self.line: list[Waiting] = []
        self.asking: list[simpy.Event] = []
        self.bell = self.env.event()
        self.undecided = False
        self.troubled: set[str] = set()

    def run(self) -> None:
        """Run until a choice is needed, or until the last agency has answered."""
        self.env.process(self._arrive())
        self.env.process(self._work())
        while not self.undecided and self.env.peek() < inf:
            self.env.step()
        self.course.now = self.env.now
        self.course.waiting = tuple(self.line)

    def _tell(self, what: What, report: str, channel: str = "") -> None:
        self.course.happenings.append(Happening(self.env.now, what, report, channel))

    def _arrive(self) -> Process:
        for visit in self.course.visits:
            yield self.env.timeout(visit.minute - self.env.now)
            self.env.process(self._visit(visit))

    def _visit(self, visit: Visit) -> Process:
        if visit.timidity > (1 - self.desk.times.deterred) ** len(self.course.leaked):
            self._tell(What.STAYED_AWAY, visit.report.id)
            return
        called = yield from self._wait(visit)
        if not called and visit.back_after is not None:
            yield self.env.timeout(visit.back_after)
            yield from self._wait(visit)

    def _wait(self, visit: Visit) -> Process:
        env = self.env
        own = Waiting(visit, env.now, env.event())
        self.line.append(own)
        self._ring()
        env.timeout(visit.patience).callbacks.append(lambda _: self._give_up(own))
        called = yield own.called
        self.course.stays.append(Stay(visit.report.id, own.came, env.now, served=called))
        if not called:
            self._tell(What.LEFT, visit.report.id)
        return called

    def _give_up(self, own: Waiting) -> None:
        if own in self.line:
            self.line.remove(own)
            own.called.succeed(value=False)

    def _ring(self) -> None:
        if not self.bell.triggered:
            self.bell.succeed()

    def _work(self) -> Process:
        """Answer agencies that ask back first, then one of the line, for as long as it takes."""
        while True:
            while not (self.asking or self.line):
                self.bell = self.env.event()
                yield self.bell
            if self.asking:
                yield self.env.timeout(self.desk.times.asks_back)
                self.asking.pop(0).succeed()
                continue
            place = 0 if len(self.line) == 1 else self.clerk.pick(self.line, self.env.now)
            if place is None:
                self.course.choosing = True
                yield from self._stop()
                return
            own = self.line.pop(place)
            own.called.succeed(value=True)
            yield from self._serve(own.visit)

    def _stop(self) -> Process:
        self.undecided = True
        yield self.env.event()

    def _serve(self, visit: Visit) -> Process:
        report = visit.report
        decision = self.clerk.decide(report)
        if decision is None:
            self.course.turn = report.id
            yield from self._stop()
            return
        yield self.env.timeout(visit.listening + desk_minutes(self.desk, decision))
        self._tell(What.SERVED, report.id)
        self.course.done[report.id] = self.env.now
        if leaks(self.desk, report, decision):
            self.course.leaked.append(report.id)
            self.env.process(self._threat(report))
        for channel in chosen(self.desk, decision):
            self.env.process(self._pass_on(report, decision, channel))

    def _threat(self, report: Report) -> Process:
        yield self.env.timeout(self.desk.times.threat_after)
        self._tell(What.THREATENED, report.id)

    def _pass_on(self, report: Report, decision: Decision, channel: Channel) -> Process:
        desk, env = self.desk, self.env
        acts = report.calls and decision.rung in CALLING and acts_on(report, channel)
        yield env.timeout(self.taken_up[decision.rung])
        with self._agency(channel).request() as turn:
            yield turn
            if report.calls and _lacks(desk, report, decision):
                yield from self._ask_back(report, channel)
            yield env.timeout(answer_minutes(self.plan, report.id, channel))
            if acts and not suffices(desk, report, decision.channels):
                yield env.timeout(desk.times.detour)
            if acts and report.id not in self.course.safe:
                self.course.safe[report.id] = env.now
                self._tell(What.SAFE, report.id, channel.id)
            innocent = Hurt.INNOCENT in hurts(desk, report, decision)
            if innocent and report.id not in self.troubled:
                self.troubled.add(report.id)
                self._tell(What.TROUBLED, report.id, channel.id)
            yield env.timeout(channel.busy)

    def _agency(self, channel: Channel) -> simpy.Resource:
        if channel.id not in self.agencies:
            self.agencies[channel.id] = simpy.Resource(self.env, channel.capacity)
        return self.agencies[channel.id]

    def _ask_back(self, report: Report, channel: Channel) -> Process:
        answered = self.env.event()
        self.asking.append(answered)
        self._ring()
        yield answered
        self._tell(What.ASKED_BACK, report.id, channel.id)


def _lacks(desk: ReportDesk, report: Report, decision: Decision) -> bool:
    """Tell whether the note leaves out what an agency needs to act."""
    needed = {line.id for line in desk.lines if line.needed_to_act} & {*report.write}
    return not needed <= decision.lines


def desk_minutes(desk: ReportDesk, decision: Decision) -> float:
    """Return the minutes that a decision takes at the desk, listening apart."""
    asked = sum(each.minutes for each in desk.questions if each.id == decision.question)
    passed = sum(each.minutes for each in chosen(desk, decision))
    written = sum(each.minutes for each in desk.lines if each.id in decision.lines)
    return asked + passed + written
