"""Who works the desk: what they decide on a report, and whom they call when several wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.report_desk.marks import careful

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tppo_kit.activities.report_desk.course import Waiting
    from tppo_kit.activities.report_desk.marks import Decision
    from tppo_kit.content.simulations.report_desks import ReportDesk
    from tppo_kit.content.simulations.report_reports import Report


@dataclass(frozen=True, slots=True)
class Clerk:
    """How somebody works the desk; None where they have not made up their mind yet.

    ``pick`` gets those who wait, longest first, and the minute; it returns a place in the line.
    """

    decide: Callable[[Report], Decision | None]
    pick: Callable[[Sequence[Waiting], float], int | None]


def soonest_to_leave(desk: ReportDesk, line: Sequence[Waiting], now: float) -> int:
    """Return the place of whoever will give up first, going by how they came and since when."""
    left = [
        getattr(desk.times.patience, each.visit.report.way).usual - (now - each.came)
        for each in line
    ]
    return left.index(min(left))


def careful_clerk(desk: ReportDesk) -> Clerk:
    """Return a careful colleague at this desk."""
    return Clerk(
        lambda report: careful(desk, report),
        lambda line, now: soonest_to_leave(desk, line, now),
    )
