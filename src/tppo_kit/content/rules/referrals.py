"""Referrals: deadlines come from facts, and every need is met by a service for such people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.content.facts import Agency, Fact
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.simulations.referrals import Referral, spans
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.simulations.referral_people import ReferredPerson


def check_referrals(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem for every deadline without a number and every service for others."""
    agencies = {agency.id: agency for agency in catalogue.all(Agency)}
    facts = {fact.id: fact for fact in catalogue.all(Fact)}
    for name in catalogue.names("referral"):
        reading = catalogue.reading("referral", name)
        record = reading.record
        if not isinstance(record, Referral):
            continue
        try:
            spans(record, facts)
        except Unfit as unfit:
            yield reading.problem(
                "R101",
                ("deadlines",),
                unfit.message,
                say("name a value of the fact that holds days, such as '7 hari'"),
            )
        services = {service.id: service for service in record.services}
        for number, person in enumerate(record.people):
            for service, place in _named(person):
                agency = agencies.get(services[service].agency or "")
                if agency is not None and person.kind not in agency.serves:
                    yield reading.problem(
                        "R102",
                        ("people", number, *place),
                        say(
                            "'{service}' does not serve '{person}'",
                            service=service,
                            person=person.id,
                        ),
                        say("choose a service whose agency serves such a person"),
                    )


def _named(person: ReferredPerson) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield each service a person needs or is welcome to, and where it is named."""
    for place, need in enumerate(person.needs):
        yield need.id, ("needs", place, "id")
    for place, service in enumerate(person.also):
        yield service, ("also", place)
