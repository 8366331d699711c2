"""The file of one person: what was asked, who was contacted, what is running, by when.

Days are counted from the first contact (day 0).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tppo_kit.content.simulations.referral_people import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.content.facts import Agency
    from tppo_kit.content.simulations.referral_people import ReferredPerson, Service
    from tppo_kit.content.simulations.referrals import Referral


class Answer(StrEnum):
    """What a person says to an offer."""

    YES = "yes"
    LATER = "later"
    NO = "no"
    TOLD = "told"


class Leave(StrEnum):
    """With what leave a service was contacted."""

    NOT_ASKED = "not-asked"
    GIVEN = "given"
    TOLD = "told"
    HEARD = "heard"
    UNHEARD = "unheard"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Talk:
    """A service that was talked about, and what came of it."""

    service: str
    day: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Contact:
    """A service that was contacted: when, with how much, with what leave, before what was due."""

    service: str
    day: int
    everything: bool
    leave: Leave
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """Everything that was done for one person."""

    person: str
    day: int = 0
    steps: int = 0
    talks: tuple[Talk, ...] = ()
    contacts: tuple[Contact, ...] = ()
    reminded: tuple[tuple[str, int], ...] = ()
    stopped: tuple[tuple[str, int], ...] = ()
    closed: bool = False

    def contact(self, service: str) -> Contact | None:
        """Return when and how a service was contacted."""
        return next((each for each in self.contacts if each.service == service), None)

    def stop_day(self, service: str) -> int | None:
        """Return the day on which a contacted service was called off."""
        return next((day for name, day in self.stopped if name == service), None)

    def last_talk(self, service: str) -> Talk | None:
        """Return what was said last about a service."""
        return next((talk for talk in reversed(self.talks) if talk.service == service), None)


@dataclass(frozen=True, slots=True)
class Casework:
    """The rules for one person at a time: consent, order, deadlines.

    ``days`` holds each deadline of the law in days, read from the facts; ``agencies`` tells
    whom an agency serves.
    """

    record: Referral
    services: Mapping[str, Service]
    people: Mapping[str, ReferredPerson]
    agencies: Mapping[str, Agency]
    days: Mapping[str, int]

    def serves(self, person: ReferredPerson, service: Service) -> bool:
        """Tell whether a service has a role, and serves such a person."""
        if service.agency is None:
            return service.has_role
        return service.has_role and person.kind in self.agencies[service.agency].serves

    def is_needless(self, person: ReferredPerson, service: str) -> bool:
        """Tell whether a service burdens this person; information never does."""
        wanted = person.need(service) is not None or service in person.also
        return not wanted and self.services[service].consent

    def last_day(self, person: ReferredPerson, service: str) -> int | None:
        """Return the last day on which contacting a service is in time, None if not needed."""
        need = person.need(service)
        if need is None:
            return None
        return need.by if need.by is not None else self.days[need.deadline or ""]

    def must_begin_by(self, contact: Contact) -> int | None:
        """Return the day by which a contacted service must begin, None without a deadline."""
        deadline = self.services[contact.service].deadline
        return None if deadline is None else contact.day + self.days[deadline]

    def begins(self, file: File, contact: Contact) -> int | None:
        """Return the day on which a service begins, None as long as it is forgotten."""
        need = self.people[file.person].need(contact.service)
        if need is not None and need.slow:
            return next((day + 1 for name, day in file.reminded if name == contact.service), None)
        return contact.day + self.services[contact.service].takes

    def may_be_reminded(self, file: File, contact: Contact) -> bool:
        """Tell whether a deadline is a day away or past and the service has not begun."""
        due = self.must_begin_by(contact)
        return due is not None and file.day >= due - 1 and self.begins(file, contact) is None

    def withdrawn(self, file: File, service: str) -> bool:
        """Tell whether consent for a contacted service was taken back by today."""
        withdrawal = self.people[file.person].withdraws
        if withdrawal is None or withdrawal.id != service or file.day < withdrawal.day:
            return False
        contact = file.contact(service)
        if contact is None or contact.leave is Leave.NONE or contact.day >= withdrawal.day:
            return False
        stopped = file.stop_day(service)
        return stopped is None or stopped >= withdrawal.day

    def stop_by(self, file: File, service: str) -> int | None:
        """Return the last day for stopping once consent was taken back, None before that."""
        withdrawal = self.people[file.person].withdraws
        if withdrawal is None or not self.withdrawn(file, service):
            return None
        return withdrawal.day + self.days[self.record.stop_within]

    def answer(self, file: File, service: str) -> Answer:
        """Return what the person says today to a service."""
        person = self.people[file.person]
        need = person.need(service)
        if need is None:
            return Answer.YES if service in person.also else Answer.NO
        if need.duty:
            return Answer.TOLD
        return Answer.YES if file.day >= need.yes_from else Answer.LATER

    def leave(self, file: File, name: str) -> Leave:
        """Return with what leave a service would be contacted now.

        An adult decides, a child is told and heard first; danger on day 0 waits for neither.
        """
        person, service = self.people[file.person], self.services[name]
        if not service.consent or (person.danger and service.urgent and file.day == 0):
            return Leave.NOT_ASKED
        talk = file.last_talk(name)
        if person.is_child:
            return Leave.UNHEARD if talk is None else Leave.HEARD
        if talk is None:
            return Leave.NONE
        return {Answer.YES: Leave.GIVEN, Answer.TOLD: Leave.TOLD}.get(talk.answer, Leave.NONE)

    def skipped(self, file: File, service: str) -> tuple[str, ...]:
        """Return what this person needs first and nobody has seen to yet."""
        person = self.people[file.person]
        return tuple(
            name
            for name in self.services[service].after
            if person.need(name) is not None and file.contact(name) is None
        )

    def talked(self, file: File, service: str) -> File:
        """Return the file after talking about a service."""
        talk = Talk(service, file.day, self.answer(file, service))
        return replace(file, talks=(*file.talks, talk), steps=file.steps + 1)

    def contacted(self, file: File, service: str, *, everything: bool) -> File:
        """Return the file after contacting a service."""
        contact = Contact(
            service, file.day, everything, self.leave(file, service), self.skipped(file, service)
        )
        return replace(file, contacts=(*file.contacts, contact), steps=file.steps + 1)

    def waited(self, file: File, days: int) -> File:
        """Return the file some days later; the last day closes it."""
        day = min(LAST_DAY, file.day + days)
        return replace(file, day=day, steps=0, closed=day == LAST_DAY)
