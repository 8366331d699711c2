"""What a run of the shift brought, and how long help took."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from tppo_kit.records import Rung

if TYPE_CHECKING:
    import simpy

    from tppo_kit.activities.report_desk.plan import Visit
    from tppo_kit.content.simulations.report_desks import ReportDesk
    from tppo_kit.content.simulations.report_reports import Report


class What(StrEnum):
    """What can happen in a shift."""

    SERVED = "served"
    LEFT = "left"
    STAYED_AWAY = "stayed-away"
    ASKED_BACK = "asked-back"
    SAFE = "safe"
    TROUBLED = "troubled"
    THREATENED = "threatened"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, in minutes after opening."""

    minute: float
    what: What
    report: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of a person in the waiting line: from, until, and whether they were served."""

    report: str
    came: float
    ended: float
    served: bool


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """Somebody in the line: the visit and since when.

    ``called`` happens once: true when it is their turn, false when their patience has run out.
    """

    visit: Visit
    came: float
    called: simpy.Event


@dataclass(slots=True)
class Course:
    """What the run brought: minutes after opening, by report where it concerns one.

    The run stops at ``now``: with the report of ``turn`` at the desk, or with several ``waiting``
    of whom one is to be called (``choosing``), or with neither when all is over.
    """

    visits: tuple[Visit, ...]
    turn: str = ""
    choosing: bool = False
    now: float = 0.0
    waiting: tuple[Waiting, ...] = ()
    happenings: list[Happening] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    done: dict[str, float] = field(default_factory=dict)
    safe: dict[str, float] = field(default_factory=dict)
    leaked: list[str] = field(default_factory=list)

    @property
    def over(self) -> bool:
        """Tell whether the shift has come to its end."""
        return not (self.turn or self.choosing)


def minutes_to_safety(desk: ReportDesk, course: Course) -> dict[str, float]:
    """Return minutes from first coming to safety, for each report that calls for action."""
    late = desk.times.unreported
    came = {visit.report.id: visit.minute for visit in course.visits if visit.report.calls}
    return {
        name: min(late, course.safe[name] - minute) if name in course.safe else late
        for name, minute in came.items()
    }


def urgent_minutes(desk: ReportDesk, course: Course) -> list[float]:
    """Return the minutes to safety of those in danger now, ascending."""
    minutes = minutes_to_safety(desk, course)
    urgent = {visit.report.id for visit in course.visits if visit.report.truth is Rung.URGENT}
    return sorted(value for name, value in minutes.items() if name in urgent)


def unheard(course: Course) -> list[Report]:
    """Return the reports that call for action and were never heard."""
    reports = [visit.report for visit in course.visits]
    return [report for report in reports if report.calls and report.id not in course.done]
