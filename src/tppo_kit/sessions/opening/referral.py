"""Opening a referral: its record, the agencies behind its services, its deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.referral.simulation import ReferralActivity
from tppo_kit.content.facts import Agency, Fact
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.simulations.referrals import Referral, spans
from tppo_kit.errors import NotFound

if TYPE_CHECKING:
    from tppo_kit.content.catalogue import Catalogue


def opened(name: str, catalogue: Catalogue) -> ReferralActivity:
    """Return a referral as an activity.

    Raises:
        NotFound: with a sentence, if a record is missing or a fact gives no deadline.
    """
    record = catalogue.get(Referral, name)
    agencies = {
        service.agency: catalogue.get(Agency, service.agency)
        for service in record.services
        if service.agency is not None
    }
    facts = {
        deadline.facts[0]: catalogue.get(Fact, deadline.facts[0]) for deadline in record.deadlines
    }
    try:
        days = spans(record, facts)
    except Unfit as unfit:
        raise NotFound(unfit.message) from unfit
    return ReferralActivity(record, agencies, days)
