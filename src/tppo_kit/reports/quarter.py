"""The report on a quarter over all villages and offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Prose
from tppo_kit.language import say
from tppo_kit.reports.cells import FEWER
from tppo_kit.reports.change import quarter_change
from tppo_kit.reports.coverage import coverage_part
from tppo_kit.reports.due import due_part
from tppo_kit.reports.families import families_part
from tppo_kit.reports.fidelity import fidelity_sentence, fidelity_table
from tppo_kit.reports.held import people_reached
from tppo_kit.reports.improvements import concerning, improvements_part
from tppo_kit.reports.over_time import months_part, places_part
from tppo_kit.reports.report import Part, Report
from tppo_kit.reports.retained import retention_part
from tppo_kit.reports.scope import collected
from tppo_kit.reports.targets import people_target, targets_part

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from tppo_kit.language import Message
    from tppo_kit.reports.periods import Quarter
    from tppo_kit.reports.report import ReportBlock
    from tppo_kit.reports.scope import Scope
    from tppo_kit.store.log import Log


def quarter_report(log: Log, data: Path, quarter: Quarter, language: str, today: dt.date) -> Report:
    """Return the report on all places."""
    scope = collected(log, data, quarter, language, today)
    return Report(
        key=f"quarter-{quarter.slug}",
        title=say("Quarterly report: {quarter}", quarter=quarter.title),
        lead=lead(scope),
        parts=(
            targets_part(scope),
            coverage_part(scope, people_target(scope)),
            quarter_change(scope),
            months_part(scope),
            places_part(scope),
            families_part(scope),
            retention_part(scope),
            fidelity_summary(scope),
            items_part(scope),
            due_part(scope.names, today),
        ),
    )


def lead(scope: Scope) -> Message:
    """Return from when to when it goes, and how many are counted."""
    people = people_reached(scope.counted)
    return say(
        "{first} to {last}. Sessions: {sessions}. People: {people}. No name is asked for. Groups of "
        "fewer than five people in one place are left out of all figures, also of totals.",
        first=scope.quarter.first,
        last=scope.quarter.last,
        sessions=len(scope.sessions),
        people=people if people or not scope.sessions else FEWER,
    )


def fidelity_summary(scope: Scope) -> Part:
    """Return how the sessions kept to their programmes."""
    title = say("What was run")
    if not scope.sessions:
        return Part(title, (Prose(say("No session was held in this quarter.")),))
    blocks: tuple[ReportBlock, ...] = (
        Prose(fidelity_sentence(scope.sessions, scope.names), "lead"),
        fidelity_table(scope.sessions, scope.names),
    )
    return Part(title, blocks)


def items_part(scope: Scope) -> Part:
    """Return the improvement items that were open in the quarter."""
    until = scope.quarter.until
    found = concerning(scope.items, scope.quarter.since, until, scope.place)
    by_place = scope.place is None
    return improvements_part(found, scope.names, until, scope.today, by_place=by_place)
