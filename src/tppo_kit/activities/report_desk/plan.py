"""The plan of a shift: who would come when, how patient they are, how long agencies take.

All chance is drawn here, from the seed and from what it is for, never from what the person at
the desk does: the same shift can be worked by somebody else and compared (common random
numbers; A. M. Law, Simulation Modeling and Analysis, on variance reduction).
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tppo_kit.content.simulations.report_desks import Channel, ReportDesk
    from tppo_kit.content.simulations.report_reports import Report
    from tppo_kit.content.simulations.report_times import Span


@dataclass(frozen=True, slots=True)
class Visit:
    """One report on its way to the desk; times in minutes, ``minute`` after opening."""

    report: Report
    minute: float
    patience: float
    listening: float
    back_after: float | None
    timidity: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The visits of a shift by time; ``luck`` is what the haste of agencies is drawn from."""

    luck: str
    visits: tuple[Visit, ...]


def draw_plan(desk: ReportDesk, seed: int) -> Plan:
    """Return the plan of a shift: half harmless, no twins together.

    Gaps between them are exponential (a Poisson stream of arrivals).
    """
    luck = f"{desk.id}:{seed}"
    chance = Random(luck)
    times = desk.times
    minute = 0.0
    visits = []
    for report in _drawn(desk, chance):
        minute += chance.expovariate(1 / times.gap)
        again = chance.random() < times.comes_back
        later = within(times.back_after, chance)
        visits.append(
            Visit(
                report=report,
                minute=minute,
                patience=within(getattr(times.patience, report.way), chance),
                listening=within(getattr(times.listening, report.way), chance),
                back_after=later if again else None,
                timidity=chance.random(),
            )
        )
    return Plan(luck, tuple(visits))


def _drawn(desk: ReportDesk, chance: Random) -> list[Report]:
    reports = {report.id: report for report in desk.reports}
    pairs = [(report, reports[report.twin]) for report in desk.reports if report.calls]
    chance.shuffle(pairs)
    half = desk.drawn // 2
    drawn = [pair[number >= half] for number, pair in enumerate(pairs[: desk.drawn])]
    chance.shuffle(drawn)
    return drawn


def within(span: Span, chance: Random) -> float:
    """Return minutes from a triangular distribution."""
    return chance.triangular(span.least, span.most, span.usual)


def answer_minutes(plan: Plan, report: str, channel: Channel) -> float:
    """Return how long a channel takes to act on a report in this shift."""
    return within(channel.answers, Random(f"{plan.luck}:{report}:{channel.id}"))
