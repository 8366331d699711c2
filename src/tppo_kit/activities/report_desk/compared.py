"""One shift worked by two people, in figures."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Table, Text
from tppo_kit.activities.report_desk.course import Course, What, unheard, urgent_minutes
from tppo_kit.activities.report_desk.marks import Hurt, hurts
from tppo_kit.activities.report_desk.picture import line_lengths
from tppo_kit.activities.report_desk.telling import duration
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.activities.report_desk.activity import ReportDeskActivity
    from tppo_kit.activities.report_desk.marks import Decision


def compared(
    activity: ReportDeskActivity,
    own: tuple[Course, Mapping[str, Decision]],
    rival: tuple[Course, Mapping[str, Decision]],
) -> Table:
    """Return a table of two ways to work the same shift, each with its course and decisions."""
    mine, theirs = _figures(activity, *own), _figures(activity, *rival)
    rows = tuple((name, mine[name_id], theirs[name_id]) for name_id, name in _FIGURES.items())
    return Table(
        say("The same shift, worked by you and by a careful colleague"),
        ("", say("You"), say("Careful colleague")),
        rows,
    )


_FIGURES: dict[str, Message] = {
    "heard": say("Reports heard"),
    "left": say("Times somebody gave up waiting"),
    "longest": say("Longest line"),
    "median": say("Danger now: until safe, median"),
    "worst": say("Danger now: until safe, longest"),
    "unheard": say("Needed help, were not heard"),
    "missed": say("Heard, but missed"),
    "innocent": say("Innocent people troubled"),
    "reporter": say("Reporters given away"),
    "away": say("Stayed away after that"),
}


def _figures(
    activity: ReportDeskActivity, course: Course, made: Mapping[str, Decision]
) -> dict[str, Text]:
    desk = activity.desk
    minutes = urgent_minutes(desk, course)
    hurt = [
        each
        for visit in course.visits
        if visit.report.id in course.done
        for each in hurts(desk, visit.report, made[visit.report.id])
    ]
    happened = [each.what for each in course.happenings]
    figures: dict[str, Text] = {
        "heard": say("{part} of {all}", part=len(course.done), all=len(course.visits)),
        "left": str(happened.count(What.LEFT)),
        "longest": str(max((length for _, length in line_lengths(course.stays)), default=0)),
        "median": duration(median(minutes)) if minutes else "–",
        "worst": duration(minutes[-1]) if minutes else "–",
        "unheard": str(len(unheard(course))),
        "away": str(happened.count(What.STAYED_AWAY)),
    }
    return figures | {each.value: str(hurt.count(each)) for each in Hurt}
