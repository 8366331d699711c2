"""How times, decisions and happenings at the desk are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Entry
from tppo_kit.activities.report_desk.course import Course, Happening, What
from tppo_kit.activities.report_desk.marks import Decision, Hurt, chosen
from tppo_kit.content.simulations.report_reports import Report, Way
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.report_desk.activity import ReportDeskActivity
    from tppo_kit.content.simulations.report_desks import ReportDesk

WAYS: dict[Way, Message] = {
    Way.PHONE: say("by phone"),
    Way.CHAT: say("by chat"),
    Way.PERSON: say("in person"),
}
HURTS: dict[Hurt, Message] = {
    Hurt.MISSED: say("somebody who needed help was missed"),
    Hurt.INNOCENT: say("people who had done nothing were troubled"),
    Hurt.REPORTER: say("the person who reported was given away"),
}
_HOUR, _DAY = 60, 24 * 60


def clock(desk: ReportDesk, minute: float) -> str:
    """Return the time of day of a minute after opening, such as 09.05."""
    hours, minutes = divmod(round(desk.times.opens + minute), _HOUR)
    return f"{hours % 24:02d}.{minutes:02d}"


def duration(minutes: float) -> Message:
    """Return a length of time in words, in the largest units that matter."""
    whole = round(minutes)
    if whole >= 2 * _DAY:
        return say("{days} days", days=round(whole / _DAY))
    hours, rest = divmod(whole, _HOUR)
    if not hours:
        return say("{minutes} min", minutes=rest)
    return say("{hours} h {minutes} min", hours=hours, minutes=rest)


def asked(activity: ReportDeskActivity, decision: Decision) -> Text:
    """Return the question that was asked."""
    question = activity.questions.get(decision.question)
    return question.text if question else say("nothing")


def urgency(activity: ReportDeskActivity, decision: Decision) -> Text:
    """Return the urgency that was chosen."""
    return activity.urgencies[decision.rung].text


def passed(activity: ReportDeskActivity, decision: Decision) -> Text:
    """Return whom it was passed to."""
    return _joined(channel.text for channel in chosen(activity.desk, decision))


def written(activity: ReportDeskActivity, decision: Decision) -> Text:
    """Return what stands in the note."""
    return _joined(line.text for line in activity.desk.lines if line.id in decision.lines)


def _joined(texts: Iterable[str]) -> Text:
    return "; ".join(texts) or say("nothing")


def told(activity: ReportDeskActivity, happening: Happening) -> Entry | None:
    """Return a happening as the desk hears of it, None for what it does not hear of."""
    report = activity.reports[happening.report]
    text = _text(activity, happening, report)
    if text is None:
        return None
    time = clock(activity.desk, happening.minute)
    if happening.what is What.LEFT:
        # Nobody has heard yet what it was about.
        return Entry(say("{time}, {way}", time=time, way=WAYS[report.way]), remark=text)
    return Entry(say("{time}, “{report}”", time=time, report=report.title), remark=text)


def _text(activity: ReportDeskActivity, happening: Happening, report: Report) -> Text | None:
    channel = activity.channels.get(happening.channel)
    match happening.what:
        case What.LEFT:
            return say("Waited too long and gave up.")
        case What.ASKED_BACK:
            name = channel.text if channel else ""
            return say("{channel} asks back: the note lacks what is needed to act.", channel=name)
        case What.SAFE:
            return report.well
        case What.TROUBLED:
            return report.hurt
        case What.THREATENED:
            return activity.desk.threat
        case _:
            return None


def news(activity: ReportDeskActivity, course: Course, since: float) -> tuple[Entry, ...]:
    """Return what the desk has heard of after a minute, oldest first."""
    heard = [told(activity, each) for each in course.happenings if each.minute > since]
    return tuple(entry for entry in heard if entry is not None)
