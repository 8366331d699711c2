"""One report told afterwards: what was said and done, what a careful colleague would do, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Entry, Lines
from tppo_kit.activities.report_desk.course import minutes_to_safety
from tppo_kit.activities.report_desk.marks import careful, consent_unheard, is_right, marks
from tppo_kit.activities.report_desk.telling import (
    asked,
    clock,
    duration,
    passed,
    told,
    urgency,
    written,
)
from tppo_kit.content.simulations.report_reports import Consent
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.report_desk.activity import ReportDeskActivity
    from tppo_kit.activities.report_desk.course import Course
    from tppo_kit.activities.report_desk.marks import Decision
    from tppo_kit.content.simulations.report_reports import Report

_CONSENT: dict[Consent, Message] = {
    Consent.GIVEN: say("Consent: the person agreed to be helped, so a service may know."),
    Consent.CHILD: say("Consent: this is a child. Services for children may know at once."),
    Consent.DANGER: say(
        "Consent: in danger, and cannot be asked. Who can help may know, nobody else."
    ),
}


def report_lines(
    activity: ReportDeskActivity, course: Course, number: int, decision: Decision | None
) -> Lines:
    """Return a folded list on the report that came ``number``-th, without a decision if unheard."""
    visit = course.visits[number - 1]
    report = visit.report
    right = careful(activity.desk, report)
    good = decision is not None and is_right(activity.desk, report, decision)
    entries = (
        Entry(f"“{report.said}”", remark=clock(activity.desk, visit.minute)),
        *_answers(activity, report),
        *(_parts(activity, report, decision) if decision else _unheard(activity, right)),
        Entry(say("Why: {why}", why=report.why)),
        *_agreed(report),
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


def _parts(activity: ReportDeskActivity, report: Report, decision: Decision) -> list[Entry]:
    """Return what was done, part by part, and what a careful colleague would do instead."""
    right = careful(activity.desk, report)
    shares = marks(activity.desk, report, decision)
    return [
        _question_part(activity, report, decision, shares.question),
        _part(
            say("You chose: {done}", done=urgency(activity, decision)),
            urgency(activity, right),
            shares.urgency,
            say("Whether the person agrees was not heard yet. Ask that before you pass it on.")
            if consent_unheard(report, decision)
            else None,
        ),
        _part(
            say("You passed it to: {done}", done=passed(activity, decision)),
            passed(activity, right),
            shares.channels,
        ),
        _part(
            say("You wrote: {done}", done=written(activity, decision)),
            written(activity, right),
            shares.lines,
        ),
    ]


def _part(done: Message, instead: Text, share: float, remark: Message | None = None) -> Entry:
    if share == 1:
        return Entry(done, "yes")
    return Entry(done, "no", remark or say("A careful colleague: {instead}", instead=instead))


def _question_part(
    activity: ReportDeskActivity, report: Report, decision: Decision, share: float
) -> Entry:
    """Return what was asked; a safe question is never told as a fault."""
    done = say("You asked: {done}", done=asked(activity, decision))
    instead = asked(activity, careful(activity.desk, report))
    question = activity.questions.get(decision.question)
    if question is None or not question.safe or decision.question in report.ask:
        return _part(done, instead, share)
    if question.always:
        text = say(
            "Always a good first question. Here another one told more: {instead}", instead=instead
        )
        return Entry(done, "yes", text)
    text = say("A safe question. Here another one told more: {instead}", instead=instead)
    return Entry(done, "open", text)


def _unheard(activity: ReportDeskActivity, right: Decision) -> list[Entry]:
    instead = say("A careful colleague: {instead}", instead=urgency(activity, right))
    own = say("You: nobody was heard. The wait was too long or too frightening.")
    return [Entry(own, "no", instead)]


def _answers(activity: ReportDeskActivity, report: Report) -> list[Entry]:
    return [
        Entry(activity.questions[name].text, remark=f"“{report.answers[name]}”")
        for name in report.ask
    ]


def _agreed(report: Report) -> list[Entry]:
    return [Entry(_CONSENT[report.consent])] if report.consent else []


def _signs(activity: ReportDeskActivity, report: Report) -> list[Entry]:
    there, like = say("A reason to ask, not proof."), say("Here it had an innocent reason.")
    name = {sign: activity.signs[sign].name for sign in (*report.signs, *report.resembles)}
    return [
        *(Entry(say("A sign: {sign}", sign=name[each]), remark=there) for each in report.signs),
        *(
            Entry(say("Looks like a sign: {sign}", sign=name[each]), remark=like)
            for each in report.resembles
        ),
    ]


def _then(activity: ReportDeskActivity, course: Course, report: Report) -> list[Entry]:
    heard = [told(activity, each) for each in course.happenings if each.report == report.id]
    entries = [entry for entry in heard if entry is not None]
    if not report.calls:
        return entries
    waited = duration(minutes_to_safety(activity.desk, course)[report.id])
    return [*entries, Entry(say("From the first call to safety: {time}.", time=waited))]
