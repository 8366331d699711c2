"""A report desk from the catalogue: the desk, its signs, agencies and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.report_desk.activity import ReportDeskActivity
from tppo_kit.activities.sources import cited_ids
from tppo_kit.content.facts import Agency
from tppo_kit.content.signs import Sign
from tppo_kit.content.simulations.report_desks import ReportDesk

if TYPE_CHECKING:
    from tppo_kit.content.catalogue import Catalogue


def opened(name: str, catalogue: Catalogue) -> ReportDeskActivity:
    """Return a report desk as an activity.

    Raises:
        NotFound: if there is no sound desk of that name.
    """
    from tppo_kit.sessions.library import sources_of  # noqa: PLC0415 - it opens this module

    desk = catalogue.get(ReportDesk, name)
    named = {sign for report in desk.reports for sign in (*report.signs, *report.resembles)}
    signs = {sign: catalogue.get(Sign, sign) for sign in sorted(named)}
    agencies = {
        channel.agency: catalogue.get(Agency, channel.agency)
        for channel in desk.channels
        if channel.agency
    }
    cited = cited_ids(
        *(report.from_ for report in desk.reports),
        *(assumption.from_ for assumption in desk.assumptions),
    )
    return ReportDeskActivity(desk, signs, agencies, sources_of(cited, catalogue))
