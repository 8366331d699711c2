"""What a shift earned: for each report, half for hurting nobody and half for doing it well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.report_desk.course import Course, minutes_to_safety
from tppo_kit.activities.report_desk.marks import Decision, hurts, is_right, marks
from tppo_kit.records import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.content.simulations.report_desks import ReportDesk
    from tppo_kit.content.simulations.report_reports import Report

#: From this share of the points on an ending is good, from that on half right.
_GOOD, _MIXED = 0.875, 0.7


def outcome_of(
    desk: ReportDesk, course: Course, decisions: Sequence[Decision], fingerprint: str
) -> Outcome:
    """Return judgements and points of a finished shift; whoever was not heard counts too."""
    reports = {visit.report.id: visit.report for visit in course.visits}
    made = {decision.report: decision for decision in decisions}
    possible = desk.points.whole * len(course.visits)
    earned = sum(
        points_of(desk, course, report, made.get(name)) for name, report in reports.items()
    )
    earned = min(possible, round(earned, 1))
    judgements = tuple(
        _judged(desk, reports[decision.report], decision, fingerprint) for decision in decisions
    )
    return Outcome(judgements, earned, possible, _ending(earned / possible))


def _ending(share: float) -> str:
    return "good" if share >= _GOOD else "mixed" if share >= _MIXED else "poor"


def points_of(desk: ReportDesk, course: Course, report: Report, decision: Decision | None) -> float:
    """Return the points of one report: none if somebody was missed, troubled or given away.

    Half of a whole report is for hurting nobody, half for doing it well. Without a decision
    nobody was heard: that misses somebody where the report calls for action.
    """
    points = desk.points
    if decision is None:
        return 0.0 if report.calls else points.whole / 2
    if hurts(desk, report, decision):
        return 0.0
    shares = marks(desk, report, decision)
    well = (
        points.urgency * shares.urgency
        + points.channels * shares.channels
        + points.question * shares.question
        + points.lines * shares.lines
        + points.result * in_time(desk, course, report)
    )
    return (points.whole + well) / 2


def in_time(desk: ReportDesk, course: Course, report: Report) -> float:
    """Return the share for the result: 1 if safe in time or harmless, less the later."""
    if not report.calls:
        return 1.0
    within = next(each.within for each in desk.urgencies if each.id is report.truth)
    return min(1.0, within / max(1.0, minutes_to_safety(desk, course)[report.id]))


def _judged(desk: ReportDesk, report: Report, decision: Decision, fingerprint: str) -> Judgement:
    return Judgement(
        kind="report",
        subject=f"{desk.id}.{report.id}",
        fingerprint=fingerprint,
        signs=tuple(sorted(report.signs)),
        right=report.truth.value,
        chosen=decision.rung.value,
        correct=is_right(desk, report, decision),
        signal=report.calls,
        called=decision.rung.calls_for_action,
        confidence=None,
        seconds=decision.seconds,
    )
