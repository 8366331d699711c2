"""The report on one village or office in a quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.errors import NotFound
from tppo_kit.language import say
from tppo_kit.reports.change import quarter_change
from tppo_kit.reports.coverage import coverage_part
from tppo_kit.reports.due import due_part
from tppo_kit.reports.families import families_part
from tppo_kit.reports.over_time import months_part
from tppo_kit.reports.quarter import fidelity_summary, items_part, lead
from tppo_kit.reports.report import Report
from tppo_kit.reports.retained import retention_part
from tppo_kit.reports.scope import collected
from tppo_kit.reports.targets import people_target, targets_part

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from tppo_kit.reports.periods import Quarter
    from tppo_kit.store.log import Log


def place_report(  # noqa: PLR0913, PLR0917 - what a report is made from
    log: Log, data: Path, place: str, quarter: Quarter, language: str, today: dt.date
) -> Report:
    """Return the report on one place.

    Raises:
        NotFound: if the place is neither in the content nor in the log of this quarter.
    """
    scope = collected(log, data, quarter, language, today, place)
    known = place in scope.names.places() or any(each.record.place == place for each in scope.held)
    if not place or not known:
        raise NotFound(say("There is no place “{place}”. Choose one from the list.", place=place))
    return Report(
        key=f"place-{place}-{quarter.slug}",
        title=say("{place}, {quarter}", place=scope.names.place(place), quarter=quarter.title),
        lead=lead(scope),
        parts=(
            targets_part(scope),
            coverage_part(scope, people_target(scope)),
            quarter_change(scope),
            months_part(scope),
            families_part(scope),
            retention_part(scope),
            fidelity_summary(scope),
            items_part(scope),
            due_part(scope.names, today),
        ),
    )
