"""One report told afterwards: what was said and done, what a careful colleague would do, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Entry, Lines
from tppo_kit.activities.report_desk.course import minutes_to_safety
from tppo_kit.activities.report_desk.marks import careful, hurts, marks
from tppo_kit.activities.report_desk.telling import (
    asked,
    clock,
    duration,
    passed,
    told,
    urgency,
    written,
)
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.report_desk.activity import ReportDeskActivity
    from tppo_kit.activities.report_desk.course import Course
    from tppo_kit.activities.report_desk.marks import Decision
    from tppo_kit.content.simulations.report_reports import Report


def report_lines(
    activity: ReportDeskActivity, course: Course, number: int, decision: Decision | None
) -> Lines:
    """Return a folded list on the report that came ``number``-th, without a decision if unheard."""
    visit = course.visits[number - 1]
    report = visit.report
    right = careful(activity.desk, report)
    good = decision is not None and is_good(activity, report, decision)
    entries = (
        Entry(f"“{report.said}”", remark=clock(activity.desk, visit.minute)),
        *_answers(activity, report),
        *(_parts(activity, report, decision) if decision else _unheard(activity, right)),
        Entry(say("Why: {why}", why=report.why)),
        *_signs(activity, report),
        Entry(say("What it could innocently be: {harmless}", harmless=report.harmless)),
        *_then(activity, course, report),
        *(Entry(f"{{{fact}}}") for fact in report.facts),
    )
    title = say(
        "{mark} {number}. {report} – {urgency}",
        mark="✓" if good else "✗" if decision else "○",
        number=number,
        report=report.title,
        urgency=activity.urgencies[report.truth].text,
    )
    return Lines(title, entries, folded=True)


def is_good(activity: ReportDeskActivity, report: Report, decision: Decision) -> bool:
    """Tell whether the step was right and nobody was hurt."""
    return decision.rung in report.rungs and not hurts(activity.desk, report, decision)


def _parts(activity: ReportDeskActivity, report: Report, decision: Decision) -> list[Entry]:
    """Return what was done, part by part, and what a careful colleague would do instead."""
    right = careful(activity.desk, report)
    shares = marks(activity.desk, report, decision)
    return [
        _part(name, text(activity, decision), text(activity, right), share == 1)
        for name, text, share in (
            (say("You asked: {done}"), asked, shares.question),
            (say("You chose: {done}"), urgency, shares.urgency),
            (say("You passed it to: {done}"), passed, shares.channels),
            (say("You wrote: {done}"), written, shares.lines),
        )
    ]


def _part(name: Message, done: Text, instead: Text, good: bool) -> Entry:  # noqa: FBT001
    remark = "" if good else say("A careful colleague: {instead}", instead=instead)
    return Entry(say(name.text, done=done), "yes" if good else "no", remark)


def _unheard(activity: ReportDeskActivity, right: Decision) -> list[Entry]:
    instead = say("A careful colleague: {instead}", instead=urgency(activity, right))
    own = say("You: nobody was heard. The wait was too long or too frightening.")
    return [Entry(own, "no", instead)]


def _answers(activity: ReportDeskActivity, report: Report) -> list[Entry]:
    return [
        Entry(activity.questions[name].text, remark=f"“{report.answers[name]}”")
        for name in report.ask
    ]


def _signs(activity: ReportDeskActivity, report: Report) -> list[Entry]:
    there, like = say("A reason to ask, not proof."), say("Here it had an innocent reason.")
    return [
        *(_sign(activity, say("A sign: {sign}"), name, there) for name in report.signs),
        *(
            _sign(activity, say("Looks like a sign: {sign}"), name, like)
            for name in report.resembles
        ),
    ]


def _sign(activity: ReportDeskActivity, text: Message, name: str, remark: Message) -> Entry:
    return Entry(say(text.text, sign=activity.signs[name].name), remark=remark)


def _then(activity: ReportDeskActivity, course: Course, report: Report) -> list[Entry]:
    heard = [told(activity, each) for each in course.happenings if each.report == report.id]
    entries = [entry for entry in heard if entry is not None]
    if not report.calls:
        return entries
    waited = duration(minutes_to_safety(activity.desk, course)[report.id])
    return [*entries, Entry(say("From the first call to safety: {time}.", time=waited))]
