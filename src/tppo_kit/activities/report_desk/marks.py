"""What a decision at the desk is worth, and whom it hurts.

A person missed, an innocent person troubled and a reporter given away weigh the same: each
leaves nothing of a report. Nothing here looks at anything but the decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tppo_kit.content.simulations.report_reports import Consent
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from tppo_kit.content.simulations.report_desks import Channel, ReportDesk
    from tppo_kit.content.simulations.report_reports import Report

#: Points kept for a neighbouring step on the same side, for the right one before it is known
#: whether the person agrees, and for a safe but less telling question.
NEARLY = 0.5


class Hurt(StrEnum):
    """Who is hurt by a decision."""

    MISSED = "missed"
    INNOCENT = "innocent"
    REPORTER = "reporter"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was done with one report; ``question`` is empty where nothing was asked."""

    report: str
    question: str
    rung: Rung
    channels: frozenset[str]
    lines: frozenset[str]
    seconds: float = 0.0


def careful(desk: ReportDesk, report: Report) -> Decision:
    """Return what a careful colleague would do: the fewest channels that suffice."""
    passed = report.pass_on
    chains = {channel.id: channel.chain for channel in desk.channels}
    chosen: dict[str, str] = {}
    for name in (*passed.first[:1], *passed.to):
        if len(chosen) < passed.least:
            chosen.setdefault(chains[name], name)
    return Decision(
        report.id,
        report.ask[0],
        report.truth,
        frozenset(chosen.values()),
        frozenset(report.write),
    )


def suffices(desk: ReportDesk, report: Report, channels: frozenset[str]) -> bool:
    """Tell whether channels are enough: the first among them, so many independent of each other."""
    passed = report.pass_on
    fitting = [each for each in desk.channels if each.id in channels and each.id in passed.to]
    independent = len({each.chain for each in fitting})
    return independent >= passed.least and (not passed.first or bool(channels & {*passed.first}))


def hurts(desk: ReportDesk, report: Report, decision: Decision) -> frozenset[Hurt]:
    """Return who is hurt: somebody missed, an innocent person, the reporter."""
    hurt = set()
    if leaks(desk, report, decision):
        hurt.add(Hurt.REPORTER)
    if report.calls:
        helped = any(acts_on(report, each) for each in chosen(desk, decision))
        put_off = report.truth is Rung.URGENT and decision.rung is Rung.CONSULT
        if not decision.rung.calls_for_action or put_off or not helped:
            hurt.add(Hurt.MISSED)
    elif any(each.visits or each.leaks for each in chosen(desk, decision)):
        hurt.add(Hurt.INNOCENT)
    return frozenset(hurt)


def acts_on(report: Report, channel: Channel) -> bool:
    """Tell whether a channel can bring a report to safety, directly or by passing it on."""
    return not channel.leaks and channel.id not in report.pass_on.never


def chosen(desk: ReportDesk, decision: Decision) -> list[Channel]:
    """Return the channels of a decision in the order of the desk."""
    return [channel for channel in desk.channels if channel.id in decision.channels]


def leaks(desk: ReportDesk, report: Report, decision: Decision) -> tuple[str, ...]:
    """Return the ids of what gives the reporter away: a question, channels, lines."""
    questions = [each.id for each in desk.questions if each.leaks and each.id == decision.question]
    channels = [
        each.id for each in chosen(desk, decision) if each.leaks or each.id in report.pass_on.never
    ]
    lines = [each.id for each in desk.lines if each.leaks and each.id in decision.lines]
    return (*questions, *channels, *lines)


def consent_unheard(report: Report, decision: Decision) -> bool:
    """Tell whether an adult is passed on to a service before it is known that they agree."""
    passed_on = decision.rung is Rung.REFER and report.consent is Consent.GIVEN
    return passed_on and decision.question not in report.agrees_in


def is_right(desk: ReportDesk, report: Report, decision: Decision) -> bool:
    """Tell whether the step was right, whoever must agree did, and nobody was hurt."""
    right = decision.rung in report.rungs and not consent_unheard(report, decision)
    return right and not hurts(desk, report, decision)


@dataclass(frozen=True, slots=True)
class Marks:
    """The shares, 0 to 1, of one report."""

    urgency: float
    channels: float
    question: float
    lines: float


def marks(desk: ReportDesk, report: Report, decision: Decision) -> Marks:
    """Return how near each part of a decision is to what a careful colleague would do."""
    return Marks(
        urgency=_urgency(report, decision),
        channels=_channels(desk, report, decision.channels),
        question=_question(desk, report, decision.question),
        lines=_lines(report, decision.lines),
    )


def _urgency(report: Report, decision: Decision) -> float:
    rung = decision.rung
    if rung in report.rungs:
        return NEARLY if consent_unheard(report, decision) else 1.0
    near = abs(rung.height - report.truth.height) == 1
    return NEARLY if near and rung.calls_for_action == report.calls else 0.0


def _channels(desk: ReportDesk, report: Report, channels: frozenset[str]) -> float:
    if not suffices(desk, report, channels):
        return 0.0
    needless = len(channels - {*report.pass_on.to})
    return 1.0 if not needless else NEARLY if needless == 1 else 0.0


def _question(desk: ReportDesk, report: Report, question: str) -> float:
    asked = next((each for each in desk.questions if each.id == question), None)
    if asked is None or not asked.safe:
        return 0.0
    return 1.0 if asked.always or question in report.ask else NEARLY


def _lines(report: Report, lines: frozenset[str]) -> float:
    faults = len({*report.write} - lines) + len(lines - {*report.write, *report.may_write})
    return max(0.0, 1.0 - NEARLY * faults)
