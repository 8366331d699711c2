"""How people of different habits would work the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.habits import Habit
from tppo_kit.activities.report_desk.clerk import soonest_to_leave
from tppo_kit.activities.report_desk.marks import Decision, careful
from tppo_kit.records import Event, Rung

if TYPE_CHECKING:
    from random import Random

    from tppo_kit.activities.report_desk.activity import DeskState, ReportDeskActivity
    from tppo_kit.content.simulations.report_reports import Report


def next_event(
    activity: ReportDeskActivity, state: DeskState, habit: Habit, chance: Random
) -> Event:
    """Return what a person of a habit does next."""
    if not state.begun:
        return Event("begin")
    course = activity.course(state)
    if course.choosing:
        careful_one = habit is Habit.BY_THE_BOOK
        place = soonest_to_leave(activity.desk, course.waiting, course.now) if careful_one else 0
        return Event("next", str(place + 1))
    report = activity.reports[course.turn]
    wanted = _wanted(activity, state, report, habit, chance)
    if state.question is None:
        return Event("ask", wanted.question) if wanted.question else Event("skip")
    if state.rung is None:
        return Event("urgency", wanted.rung.value)
    missing = (wanted.lines - state.lines) if state.passed else (wanted.channels - state.channels)
    return Event("toggle", min(missing)) if missing else Event("seal")


def _wanted(
    activity: ReportDeskActivity, state: DeskState, report: Report, habit: Habit, chance: Random
) -> Decision:
    desk = activity.desk
    everything = frozenset(activity.lines)
    at_the_door = frozenset(each.id for each in desk.channels if each.visits)
    first_channel, first_line = frozenset({desk.channels[0].id}), frozenset({desk.lines[0].id})
    nothing: frozenset[str] = frozenset()
    if habit is Habit.BY_THE_BOOK:
        return careful(desk, report)
    if habit is Habit.SUSPICIOUS:
        # Wants proof from everybody, sends whoever comes to the door, writes all of it down.
        proof = next(each.id for each in desk.questions if not each.safe)
        return Decision(report.id, proof, Rung.URGENT, at_the_door, everything)
    if habit is Habit.HASTY:
        rung = state.rung or chance.choices((Rung.URGENT, Rung.REFER, Rung.INFORM))[0]
        return Decision(report.id, "", rung, first_channel, first_line)
    return Decision(report.id, "", Rung.INFORM, nothing, nothing)
