"""The shift as a picture: who waited, who was served when, and how long the line was."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from tppo_kit.activities.drawing import Box, Dot, Drawing, Label, Stroke
from tppo_kit.activities.report_desk.course import minutes_to_safety
from tppo_kit.activities.report_desk.marks import Hurt, hurts
from tppo_kit.activities.report_desk.telling import WAYS, clock, duration
from tppo_kit.content.simulations.report_reports import Way
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tppo_kit.activities.report_desk.activity import ReportDeskActivity
    from tppo_kit.activities.report_desk.course import Course, Stay
    from tppo_kit.activities.report_desk.marks import Decision
    from tppo_kit.activities.report_desk.plan import Visit

    Shape = Box | Dot | Label | Stroke

WIDTH, _LEFT, _RIGHT = 340, 34, 186
_ROW, _TOP, _LINE_HEIGHT = 22, 26, 44
_HOUR = 60
_SHORT: dict[Way, Message] = {
    Way.PHONE: say("phone"),
    Way.CHAT: say("chat"),
    Way.PERSON: say("here"),
}
_HURT: dict[Hurt, Message] = {
    Hurt.MISSED: say("missed"),
    Hurt.INNOCENT: say("troubled"),
    Hurt.REPORTER: say("given away"),
}

#: So many places in the line are drawn; the number of all stands beside them.
_PLACES, _PLACE = 4, 62


def queue(waiting: Sequence[Way]) -> Drawing:
    """Return the desk and those who wait, first in line next to it."""
    shapes: list[Shape] = [
        Box(4, 8, 64, 40, "strong"),
        Label(36, 33, say("Desk"), "light bold", "middle"),
    ]
    for number, way in enumerate(waiting[:_PLACES]):
        left = 78 + (_PLACE + 4) * number
        shapes.append(Box(left, 14, _PLACE, 28, "soft"))
        shapes.append(Label(left + _PLACE / 2, 33, _SHORT[way], "small", "middle"))
    words = tuple(
        say("{number}. {way}", number=number, way=WAYS[way])
        for number, way in enumerate(waiting, 1)
    )
    return Drawing(say("Waiting: {number}", number=len(waiting)), WIDTH, 56, tuple(shapes), words)


def timeline(activity: ReportDeskActivity, course: Course, made: Mapping[str, Decision]) -> Drawing:
    """Return the rows of a shift: waiting dashed, served solid, left crossed; the line below."""
    ends = [*course.done.values(), *(stay.ended for stay in course.stays), float(_HOUR)]
    end = ceil(max(ends) / _HOUR) * _HOUR
    bottom = _TOP + _ROW * len(course.visits)
    floor = bottom + 22 + _LINE_HEIGHT

    def x(minute: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * minute / end

    shapes: list[Shape] = _hours(activity, end, x(0), x(end), floor)
    for number, visit in enumerate(course.visits):
        y = _TOP + _ROW * number + _ROW / 2
        shapes.append(Label(_LEFT - 6, y + 5, str(number + 1), "bold", "end"))
        result = _result(activity, course, made, visit)
        shapes.append(Label(WIDTH - 4, y + 5, result, "small", "end"))
        for stay in _stays(course, visit.report.id):
            shapes.append(Stroke(((x(stay.came), y), (x(stay.ended), y)), "thick dashed"))
            if stay.served:
                done = course.done.get(visit.report.id, stay.ended)
                shapes.append(Box(x(stay.ended), y - 7, x(done) - x(stay.ended), 14, "accent"))
            else:
                shapes += _cross(x(stay.ended), y)
    shapes.append(Label(_LEFT, bottom + 16, say("People waiting"), "small"))
    levels = line_lengths(course.stays)
    highest = max((length for _, length in levels), default=0) or 1
    points = [(x(0), float(floor))]
    for minute, length in levels:
        points.append((x(minute), points[-1][1]))
        points.append((x(minute), floor - (_LINE_HEIGHT - 6) * length / highest))
    points.append((x(end), points[-1][1]))
    shapes.append(Stroke(tuple(points), "thick"))
    shapes.append(Label(_LEFT - 6, floor - _LINE_HEIGHT + 12, str(highest), "small", "end"))
    shapes.append(Label(_LEFT - 6, floor, "0", "small", "end"))
    return Drawing(
        say("The shift. Dashed: waiting. Box: at the desk. Cross: gave up"),
        WIDTH,
        floor + 12,
        tuple(shapes),
        _words(activity, course),
    )


def _result(
    activity: ReportDeskActivity, course: Course, made: Mapping[str, Decision], visit: Visit
) -> Message:
    report = visit.report
    decision = made.get(report.id)
    if decision is None:
        return say("not heard") if _stays(course, report.id) else say("did not come")
    hurt = hurts(activity.desk, report, decision)
    if hurt:
        return say("✗ {hurt}", hurt=_HURT[min(hurt)])
    if not report.calls:
        return say("answered")
    minutes = minutes_to_safety(activity.desk, course)[report.id]
    return say("safe: {time}", time=duration(minutes))


def _hours(
    activity: ReportDeskActivity, end: float, left: float, right: float, floor: float
) -> list[Shape]:
    opens = activity.desk.times.opens
    step = 2 * _HOUR
    first = -opens % step
    marks: list[Shape] = []
    for minute in range(first, int(end) + 1, step):
        place = left + (right - left) * minute / end
        marks.append(Stroke(((place, _TOP - 4), (place, floor)), "quiet thin dotted"))
        marks.append(Label(place, _TOP - 9, clock(activity.desk, minute), "small", "middle"))
    return marks


def _cross(x: float, y: float) -> list[Shape]:
    return [
        Stroke(((x - 5, y - 5), (x + 5, y + 5)), "thick"),
        Stroke(((x - 5, y + 5), (x + 5, y - 5)), "thick"),
    ]


def _stays(course: Course, report: str) -> list[Stay]:
    return [stay for stay in course.stays if stay.report == report]


def line_lengths(stays: Sequence[Stay]) -> list[tuple[float, int]]:
    """Return (minute, people waiting from then on), by minute."""
    steps: dict[float, int] = {}
    for stay in stays:
        if stay.ended > stay.came:
            steps[stay.came] = steps.get(stay.came, 0) + 1
            steps[stay.ended] = steps.get(stay.ended, 0) - 1
    length = 0
    levels = []
    for minute in sorted(steps):
        length += steps[minute]
        levels.append((minute, length))
    return levels


def _words(activity: ReportDeskActivity, course: Course) -> tuple[Message, ...]:
    words = []
    for number, visit in enumerate(course.visits, 1):
        stays = _stays(course, visit.report.id)
        if not stays:
            words.append(
                say("{number}. {report}: did not come.", number=number, report=visit.report.title)
            )
            continue
        words.append(
            say(
                "{number}. {report}, {way}: came at {time}, waited {waited}, {end}.",
                number=number,
                report=visit.report.title,
                way=WAYS[visit.report.way],
                time=clock(activity.desk, stays[0].came),
                waited=duration(sum(stay.ended - stay.came for stay in stays)),
                end=say("was heard") if stays[-1].served else say("gave up"),
            )
        )
    return tuple(words)
