"""The referral map: who can help this person with this need, and how they are reached here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import (
    Block,
    ContactBlock,
    ContactNote,
    Entry,
    FactBlock,
    Feedback,
    Heading,
    Lines,
    Prose,
)
from tppo_kit.activities.explorer import Group, Shelf, ShelfEntry
from tppo_kit.activities.sources import notes_for
from tppo_kit.content.facts import Need, Person
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tppo_kit.content.facts import Agency, Contact, Contacts
    from tppo_kit.content.signs import Source

PERSONS: dict[str, Message] = {
    Person.WOMAN: say("A woman"),
    Person.MAN: say("A man"),
    Person.CHILD: say("A child or teenager under 18"),
    Person.MIGRANT: say("A migrant worker, or somebody about to become one"),
    Person.ABROAD: say("An Indonesian who is abroad now"),
    Person.FOREIGNER: say("A foreigner"),
    Person.REPORTER: say("Somebody who reports or witnesses"),
}
NEEDS: dict[str, Message] = {
    Need.DANGER_NOW: say("Danger now"),
    Need.SAFE_PLACE: say("A safe place"),
    Need.HEALTH: say("Health"),
    Need.COMPANION: say("Somebody at their side"),
    Need.REPORT: say("Reporting"),
    Need.LEGAL: say("Legal help"),
    Need.WAGES: say("Unpaid wages or compensation"),
    Need.PAPERS: say("Papers"),
    Need.RETURN_HOME: say("Going home"),
    Need.CHECK_OFFER: say("Checking an offer"),
    Need.REBUILD: say("Starting again at home"),
}


def services_shelf(
    agencies: Sequence[Agency],
    contacts: Sequence[Contacts],
    sources: Mapping[str, Source],
) -> Shelf:
    """Return every service, findable by person and need, with the local contacts."""
    return Shelf(
        key="explorer:services",
        title=say("Who can help? Map of services"),
        about=say("Choose who needs help and what is needed; see who does what, and what not."),
        minutes=8,
        lead=say("An adult decides which help to take. A child, or danger now: act at once."),
        groups={
            "who": Group(say("Who needs help?"), PERSONS),
            "need": Group(say("What is needed?"), NEEDS),
        },
        entries=tuple(_entry(agency, contacts, sources) for agency in agencies),
        counted=f"{len(agencies)} layanan",
        foot=(ContactBlock(contact_notes(agencies, contacts)),),
    )


def _entry(
    agency: Agency, contacts: Sequence[Contacts], sources: Mapping[str, Source]
) -> ShelfEntry:
    tags = {f"who:{person.value}" for person in agency.serves}
    tags |= {f"need:{need.value}" for need in agency.needs}
    blocks: list[Block] = [
        Prose(agency.role, "scene"),
        Lines(say("What to say or ask"), (Entry(agency.ask),)),
        Feedback(
            "info", say("What it does not do"), agency.not_for, notes_for(agency.from_, sources)
        ),
    ]
    if agency.local:
        blocks.append(ContactBlock(contact_notes([agency], contacts)))
    if agency.facts:
        blocks.append(Heading(say("Deadlines, numbers and what else to know")))
        blocks += [FactBlock(fact) for fact in agency.facts]
    blocks.append(Prose(agency.status_note, "small"))
    return ShelfEntry(
        agency.id,
        agency.name,
        frozenset(tags),
        tuple(blocks),
        agency.fingerprint(),
    )


#: A number that answered is trusted for a quarter; before a session it is called again anyway.
_TRUSTED = dt.timedelta(days=92)


def contact_notes(
    agencies: Sequence[Agency], districts: Sequence[Contacts]
) -> tuple[ContactNote, ...]:
    """Return how each local service is reached in each district, empty where nobody knows."""
    return tuple(
        _note(agency, place, next((c for c in place.contacts if c.agency == agency.id), None))
        for place in districts
        for agency in agencies
        if agency.local
    )


def _note(agency: Agency, place: Contacts, contact: Contact | None) -> ContactNote:
    if contact is None or contact.tested is None:
        return ContactNote(agency.short, place.district)
    return ContactNote(
        service=agency.short,
        district=place.district,
        name=contact.name,
        phone=contact.phone,
        address=contact.address,
        hours=contact.hours,
        tested=contact.tested.isoformat(),
        test_by=(contact.tested + _TRUSTED).isoformat(),
    )
