"""The debrief: what the shift brought, each report in turn, and what a colleague would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Heading,
    Lines,
    Prose,
    Sources,
    Tone,
    View,
)
from tppo_kit.activities.report_desk.compared import compared
from tppo_kit.activities.report_desk.marks import Hurt, careful, hurts, leaks
from tppo_kit.activities.report_desk.picture import timeline
from tppo_kit.activities.report_desk.result import outcome_of
from tppo_kit.activities.report_desk.telling import HURTS
from tppo_kit.activities.report_desk.told import report_lines
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.activities.report_desk.activity import DeskState, ReportDeskActivity
    from tppo_kit.activities.report_desk.course import Course
    from tppo_kit.activities.report_desk.marks import Decision
    from tppo_kit.content.model import Citation
    from tppo_kit.content.simulations.report_reports import Report

_TITLES: dict[str, tuple[Tone, Message]] = {
    "good": ("good", say("A careful shift")),
    "mixed": ("mixed", say("A shift with gaps")),
    "poor": ("poor", say("This shift hurt somebody or left somebody waiting")),
}


def debrief(activity: ReportDeskActivity, state: DeskState) -> View:
    """Return the view after the last report."""
    course = activity.course(state)
    made = {decision.report: decision for decision in state.decisions}
    outcome = outcome_of(activity.desk, course, state.decisions, activity.fingerprint)
    tone, title = _TITLES[outcome.ending]
    rule = say(
        "{earned} of {possible} points. Half of a report's points are for hurting nobody, half "
        "for doing it well. Missing somebody, troubling somebody innocent and giving away a "
        "reporter weigh the same: such a report earns nothing.",
        earned=round(outcome.earned),
        possible=round(outcome.possible),
    )
    rivals = activity.careful_course(state.seed)
    careful_ones = {
        visit.report.id: careful(activity.desk, visit.report) for visit in rivals.visits
    }
    blocks: list[Block] = [
        Feedback(tone, title, rule),
        *_hurt(activity, course, made),
        compared(activity, (course, made), (rivals, careful_ones)),
        timeline(activity, course, made),
        Heading(say("Report by report")),
        Prose(
            say(
                "Half of the reports needed no more than an answer. ✓ was right, ✗ was not yet, ○ was not heard. Open each to compare."
            )
        ),
        *(
            report_lines(activity, course, number, made.get(visit.report.id))
            for number, visit in enumerate(course.visits, 1)
        ),
        Feedback("info", say("To talk about"), activity.desk.talk),
        *_reference(activity),
        Heading(say("Where it says so")),
        Sources(notes_for(_citations(activity, course), activity.sources)),
    ]
    return View(activity.title, tuple(blocks), announce=title)


def _hurt(
    activity: ReportDeskActivity, course: Course, made: Mapping[str, Decision]
) -> list[Lines]:
    entries = []
    for number, visit in enumerate(course.visits, 1):
        report, decision = visit.report, made.get(visit.report.id)
        if decision is None:
            if report.calls:
                text = say("{number}. {report}: was not heard", number=number, report=report.title)
                entries.append(Entry(text, "no", report.hurt))
            continue
        for hurt in sorted(hurts(activity.desk, report, decision)):
            text = say(
                "{number}. {report}: {hurt}", number=number, report=report.title, hurt=HURTS[hurt]
            )
            what = _leaked(activity, report, decision) if hurt is Hurt.REPORTER else report.hurt
            entries.append(Entry(text, "no", what))
    return [Lines(say("Who was hurt"), tuple(entries))] if entries else []


def _leaked(activity: ReportDeskActivity, report: Report, decision: Decision) -> Message:
    desk = activity.desk
    named = {each.id: each.text for each in desk.questions}
    named |= {each.id: each.text for each in desk.channels}
    named |= {each.id: each.text for each in desk.lines}
    ways = leaks(desk, report, decision)
    return say("Given away through: {ways}.", ways="; ".join(named[name] for name in ways))


def _reference(activity: ReportDeskActivity) -> list[Lines]:
    desk = activity.desk
    channels = [Entry(each.text, remark=each.why) for each in desk.channels]
    asked = [Entry(each.text, "yes" if each.safe else "no", each.why) for each in desk.questions]
    written = [Entry(each.text, remark=each.why) for each in desk.lines]
    agencies = [
        Entry(agency.name, remark=f"{agency.role} {agency.not_for}")
        for agency in activity.agencies.values()
    ]
    assumed = [Entry(each.text) for each in desk.assumptions]
    return [
        Lines(say("Whom to tell, and for what"), (*channels, *agencies), folded=True),
        Lines(say("What to ask and write, and why"), (*asked, *written), folded=True),
        Lines(say("What this simulation assumes"), tuple(assumed), folded=True),
    ]


def _citations(activity: ReportDeskActivity, course: Course) -> list[Citation]:
    drawn = [citation for visit in course.visits for citation in visit.report.from_]
    return drawn + [citation for each in activity.desk.assumptions for citation in each.from_]
