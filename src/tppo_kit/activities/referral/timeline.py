"""The timeline of a file: a lane for each service, its deadline a flag, and the same in words.

Pointed flags are the yardstick of the exercise, square ones deadlines of the law. Days are drawn on a square-root scale, so that the crowded first week has room.
"""

from __future__ import annotations

from functools import reduce
from math import sqrt
from typing import TYPE_CHECKING

from tppo_kit.activities.drawing import Box, Dot, Drawing, Label, Stroke
from tppo_kit.activities.referral.casework import Leave
from tppo_kit.content.simulations.referral_people import LAST_DAY, Fault
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from tppo_kit.activities.referral.appraisal import Appraisal, Verdict
    from tppo_kit.activities.referral.casework import Casework

WIDTH, LEFT, RIGHT = 340, 14, 322
TOP, LANE = 88, 46
_TICKS = (0, 1, 3, 7, 14, 30, 60, 90)
_LATE = frozenset({Fault.LATE, Fault.FORGOTTEN, Fault.KEPT})

FAULT_NAMES: dict[Fault, Message] = {
    Fault.MISSED: say("not set in motion"),
    Fault.LATE: say("too late"),
    Fault.FORGOTTEN: say("begun, not asked after"),
    Fault.UNNEEDED: say("not needed"),
    Fault.NO_CONSENT: say("without consent"),
    Fault.UNHEARD: say("the child was not told"),
    Fault.WRONG: say("not for this person"),
    Fault.TOO_MUCH: say("told too much"),
    Fault.ORDER: say("in the wrong order"),
    Fault.EARLY: say("too early"),
    Fault.KEPT: say("not stopped in time"),
    Fault.PRESSED: say("offered too often"),
}

#: A service contacted well, by the leave it was contacted with.
_WELL: dict[Leave, Message] = {
    Leave.GIVEN: say("in time, with consent"),
    Leave.TOLD: say("in time; a duty, told first"),
    Leave.HEARD: say("in time; the child was heard"),
}


def timeline(casework: Casework, appraisal: Appraisal) -> Drawing:
    """Return the drawing of one closed file."""
    shapes: list[Box | Dot | Stroke | Label] = [*_key()]
    bottom = TOP + LANE * len(appraisal.verdicts)
    for day in _TICKS:
        shapes.append(Stroke(((_x(day), TOP - 6), (_x(day), bottom)), "quiet thin dotted"))
        shapes.append(Label(_x(day), TOP - 12, str(day), "small", "middle"))
    for row, verdict in enumerate(appraisal.verdicts):
        y = TOP + LANE * row
        shapes.append(Label(LEFT, y + 14, casework.services[verdict.service].label, "small"))
        shapes += _lane(verdict, y + 27)
    return Drawing(
        title=say("Days since the first contact"),
        width=WIDTH,
        height=bottom + 8,
        shapes=tuple(shapes),
        words=tuple(_in_words(casework, verdict) for verdict in appraisal.verdicts),
    )


def _x(day: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * sqrt(min(day, LAST_DAY) / LAST_DAY), 1)


def _lane(verdict: Verdict, y: float) -> list[Box | Dot | Stroke | Label]:
    shapes: list[Box | Dot | Stroke | Label] = [Stroke(((LEFT, y), (RIGHT, y)), "quiet thin")]
    if verdict.last_day is not None:
        shapes += _flag(_x(verdict.last_day), y, by_law=verdict.by_law)
    if verdict.day is None:
        return shapes
    x = _x(verdict.day)
    if verdict.due is not None:
        end = _x(LAST_DAY if verdict.begun is None else verdict.begun)
        shapes.append(Stroke(((x, y), (end, y)), "thick dotted"))
        shapes += _flag(_x(verdict.due), y, by_law=True)
    if verdict.stop_by is not None:
        shapes += _flag(_x(verdict.stop_by), y, by_law=True)
    if verdict.fine:
        shapes.append(Dot(x, y, 6, "strong"))
    elif set(verdict.faults) <= _LATE:
        shapes.append(Box(x - 6, y - 6, 12, 12, "hatched"))
    else:
        shapes.append(Box(x - 6, y - 6, 12, 12, "crossed"))
    return shapes


def _flag(x: float, y: float, *, by_law: bool) -> list[Box | Dot | Stroke | Label]:
    """Return a flag below a lane: square for a deadline of the law, else pointed."""
    pole = Stroke(((x, y - 3), (x, y + 14)), "thick")
    if by_law:
        return [pole, Box(x, y + 5, 11, 9, "accent")]
    return [pole, Stroke(((x, y + 6), (x + 9, y + 10), (x, y + 14)), "none closed")]


def _key() -> list[Box | Dot | Stroke | Label]:
    """Return the legend: what each mark means."""
    return [
        Dot(20, 12, 6, "strong"),
        Label(32, 16, say("contacted well"), "small"),
        *_flag(182, 5, by_law=False),
        Label(202, 16, say("last day in time"), "small"),
        Box(14, 24, 12, 12, "hatched"),
        Label(32, 34, say("late"), "small"),
        *_flag(182, 23, by_law=True),
        Label(202, 34, say("deadline of the law"), "small"),
        Box(14, 42, 12, 12, "crossed"),
        Label(32, 52, say("harmful"), "small"),
        Stroke(((176, 48), (196, 48)), "thick dotted"),
        Label(202, 52, say("waiting to begin"), "small"),
    ]


def _in_words(casework: Casework, verdict: Verdict) -> Message:
    label = casework.services[verdict.service].label
    if verdict.due is not None:
        begun = say("never") if verdict.begun is None else say("on day {day}", day=verdict.begun)
        return say(
            "{service}: day {day}; deadline of the law day {due}, taken up: {begun}; {result}",
            service=label,
            day=verdict.day,
            due=verdict.due,
            begun=begun,
            result=result_of(verdict),
        )
    day = say("not contacted") if verdict.day is None else say("on day {day}", day=verdict.day)
    due = say("none") if verdict.last_day is None else say("on day {day}", day=verdict.last_day)
    return say(
        "{service}: {day}; last day in time: {due}; {result}",
        service=label,
        day=day,
        due=due,
        result=result_of(verdict),
    )


def result_of(verdict: Verdict) -> Message:
    """Return what became of one service, in a few words."""
    if verdict.fine and verdict.last_day is None:
        return say("welcome too")
    if verdict.fine and verdict.began_late:
        return say("you were in time, the service was late")
    if verdict.fine:
        return _WELL.get(verdict.leave or Leave.NOT_ASKED, say("in time"))
    names = [FAULT_NAMES[fault] for fault in verdict.faults]
    return reduce(lambda one, other: say("{one}, {other}", one=one, other=other), names)
