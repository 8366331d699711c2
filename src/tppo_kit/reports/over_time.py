"""Hits against false alarms, month by month and place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Prose
from tppo_kit.language import say
from tppo_kit.reports.figures import Line, lines_chart
from tppo_kit.reports.rates import (
    criterion_chart,
    decided,
    interval,
    measures_table,
    rates,
    rates_table,
    sensitivity_chart,
)
from tppo_kit.reports.report import Part
from tppo_kit.reports.scope import months, without_few_months, without_small

if TYPE_CHECKING:
    from tppo_kit.reports.rates import Group
    from tppo_kit.reports.report import ReportBlock
    from tppo_kit.reports.scope import Scope

_NONE = say("Nobody has decided on a case in this time.")


def months_part(scope: Scope) -> Part:
    """Return what was seen and what was over-called in each month of two quarters."""
    title = say("Seen and over-called, month by month")
    own = decided(scope.long[scope.long["purpose"] != "before"])
    rows = without_small(own, ["home", "month"])
    found = rates(rows.assign(month=rows["month"].astype(str)), ["month"])
    days = [day.isoformat() for day in months(scope.quarter)]
    groups: list[Group] = [(scope.month(day), found.loc[day]) for day in days if day in found.index]
    if not groups:
        return Part(title, (Prose(scope.silence(own, _NONE)),))
    by_month = dict(zip((day for day in days if day in found.index), groups, strict=True))
    points = [by_month.get(day, ("", None)) for day in days]
    chart = lines_chart(
        say("Calls for action seen, and harmless cases over-called"),
        [f"{int(day[5:7])}/{day[2:4]}" for day in days],
        [
            Line(say("seen"), tuple(interval("", row, "seen") for _, row in points)),
            Line(say("over-called"), tuple(interval("", row, "over_called") for _, row in points)),
        ],
        note=say("months; seen should rise, over-called fall"),
    )
    meaning = say(
        "The test before a session is left out here: it shows what people brought along. What was "
        "learned alone counts as well."
    )
    table = rates_table(say("Month"), groups)
    return Part(
        title, (chart, table, measures_table(say("Month"), groups), Prose(meaning, "small"))
    )


def places_part(scope: Scope) -> Part:
    """Return the figures of the quarter place by place."""
    title = say("Place by place")
    own = decided(scope.trained)
    rows = without_few_months(own)
    found = rates(rows.assign(home=rows["home"].astype(str)), ["home"])
    if found.empty:
        return Part(title, (Prose(scope.silence(own, _NONE)),))
    groups: list[Group] = [
        (scope.names.place(str(place)), found.loc[place]) for place in found.index
    ]
    blocks: list[ReportBlock] = [
        sensitivity_chart(groups),
        criterion_chart(groups),
        rates_table(say("Place"), groups),
        measures_table(say("Place"), groups),
    ]
    return Part(title, tuple(blocks))
