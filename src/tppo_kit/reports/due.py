"""Content whose day for another look has come or comes soon: facts, services, numbers, sources."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Prose, Table
from tppo_kit.activities.shelves.services import contact_notes
from tppo_kit.content.facts import Agency, Contacts, Fact
from tppo_kit.content.signs import Source
from tppo_kit.language import say
from tppo_kit.reports.report import Part

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.language import Message
    from tppo_kit.reports.names import Names
    from tppo_kit.reports.report import ReportBlock

DAYS = 90
#: Rows that a reader goes through; more are counted.
_MOST_ROWS = 40
_TITLE = say("Content to look at again")


@dataclass(frozen=True, slots=True)
class Due:
    """One record to be looked at again: until when, of which kind, and what it is."""

    day: dt.date
    kind: Message
    name: str
    what: str


def due_content(catalogue: Catalogue, until: dt.date) -> list[Due]:
    """Return what must be looked at again by a day, the earliest first."""
    found = [Due(each.check_by, say("fact"), each.id, each.title) for each in catalogue.all(Fact)]
    agencies = catalogue.all(Agency)
    found += [Due(each.check_by, say("service"), each.id, each.name) for each in agencies]
    found += [
        Due(each.check_by, say("source"), each.id, each.title) for each in catalogue.all(Source)
    ]
    found += [
        Due(dt.date.fromisoformat(each.test_by), say("local number"), each.district, each.service)
        for each in contact_notes(agencies, catalogue.all(Contacts))
        if each.test_by
    ]
    soon = (each for each in found if each.day <= until)
    return sorted(soon, key=lambda each: (each.day, each.kind.text, each.name, each.what))


def due_part(names: Names, today: dt.date) -> Part:
    """Return what must be looked at again within 90 days, what is past its day first."""
    found = due_content(names.catalogue, today + dt.timedelta(days=DAYS))
    untested = sum(
        not each.tested
        for each in contact_notes(names.catalogue.all(Agency), names.catalogue.all(Contacts))
    )
    past = sum(each.day < today for each in found)
    lead = say(
        "Past their day: {past}. Within {days} days: {soon}.",
        past=past,
        days=DAYS,
        soon=len(found) - past,
    )
    blocks: list[ReportBlock] = [Prose(lead, "lead")]
    if untested:
        missing = say("Local numbers that nobody has tested yet: {number}.", number=untested)
        blocks.append(Prose(missing))
    if found:
        blocks.append(_table(found, today))
    if len(found) > _MOST_ROWS:
        more = say(
            "{number} more are not listed; “tppo-kit check” names them.",
            number=len(found) - _MOST_ROWS,
        )
        blocks.append(Prose(more, "small"))
    return Part(_TITLE, tuple(blocks))


def _table(found: list[Due], today: dt.date) -> Table:
    rows: list[tuple[Text, ...]] = []
    for each in found[:_MOST_ROWS]:
        when = say("{day}", day=each.day)
        if each.day < today:
            when = say("{day}, past", day=each.day)
        rows.append((each.what, each.kind, each.name, when))
    columns = (say("What"), say("Kind"), say("Name"), say("By"))
    return Table(say("The earliest first"), columns, tuple(rows), numbers_from=9)
