"""Opening a coordination table: its record, agencies, signs and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.sources import cited_ids
from tppo_kit.activities.tabletop.tabletop import TabletopActivity
from tppo_kit.content.facts import Agency
from tppo_kit.content.signs import Sign
from tppo_kit.content.simulations.tabletops import Tabletop

if TYPE_CHECKING:
    from tppo_kit.content.catalogue import Catalogue


def opened(name: str, catalogue: Catalogue) -> TabletopActivity:
    """Return a coordination table as an activity.

    Raises:
        NotFound: if there is none of this name, or it has faults.
    """
    from tppo_kit.sessions.library import sources_of  # noqa: PLC0415 - it imports this module

    record = catalogue.get(Tabletop, name)
    seats = [role.agency for role in record.roles if role.agency]
    agencies = {agency: catalogue.get(Agency, agency) for agency in seats}
    signs = {sign: catalogue.get(Sign, sign) for sign in (*record.signs, *record.resembles)}
    return TabletopActivity(record, agencies, signs, sources_of(cited_ids(record.from_), catalogue))
