"""What a file is worth: needs met in time with consent, less the harm that was done.

Points of one person = ``10 * max(0, gained - harm) / possible``; what is possible is the weight
of all needs, and for somebody without need of referral also the weight of being left in peace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.referral.casework import Answer, Leave
from tppo_kit.content.simulations.referral_people import Fault
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from tppo_kit.activities.referral.casework import Casework, Contact, File
    from tppo_kit.content.simulations.referral_people import ReferredPerson

POINTS = 10.0
#: Asking again this many days after a "later" gives the person time.
RESPITE = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """One service of one person: when it was contacted, until when it was in time, the faults.

    ``due`` is the day by which the law wants a contacted service to begin, ``begun`` the day on
    which it did; ``by_law`` tells whether ``last_day`` is a deadline of the law as well.
    ``stop_by`` is the last day for stopping once consent was taken back, ``leave`` with what
    leave it was contacted.
    """

    service: str
    day: int | None
    last_day: int | None
    faults: tuple[Fault, ...]
    due: int | None = None
    begun: int | None = None
    by_law: bool = False
    stop_by: int | None = None
    leave: Leave | None = None

    @property
    def fine(self) -> bool:
        """Tell whether nothing was wrong."""
        return not self.faults

    @property
    def began_late(self) -> bool:
        """Tell whether the service itself began after what the law allows."""
        return self.due is not None and self.begun is not None and self.begun > self.due


@dataclass(frozen=True, slots=True)
class Appraisal:
    """All verdicts on a file, the step it amounts to, and its points."""

    person: ReferredPerson
    verdicts: tuple[Verdict, ...]
    pressed: int
    rung: Rung
    points: float

    @property
    def right(self) -> bool:
        """Tell whether the step is the one a careful colleague takes, or as good."""
        return self.rung is self.person.truth or self.rung in self.person.accepts


def appraise(casework: Casework, file: File) -> Appraisal:
    """Return the appraisal of a closed file."""
    person = casework.people[file.person]
    names = dict.fromkeys(
        [*(each.service for each in file.contacts), *(need.id for need in person.needs)]
    )
    verdicts = tuple(_verdict(casework, file, person, name) for name in names)
    pressed = max(0, _declined(file) - person.patience)
    return Appraisal(
        person,
        verdicts,
        pressed,
        _rung(casework, file),
        _points(casework, person, verdicts, pressed),
    )


def _declined(file: File) -> int:
    """Return how often a no was drawn out, or a "later" again without giving time."""
    later: dict[str, int] = {}
    found = 0
    for talk in file.talks:
        if talk.answer is Answer.NO:
            found += 1
        elif talk.answer is Answer.LATER:
            found += talk.service in later and talk.day - later[talk.service] < RESPITE
            later[talk.service] = talk.day
    return found


def _verdict(casework: Casework, file: File, person: ReferredPerson, name: str) -> Verdict:
    contact, need = file.contact(name), person.need(name)
    last = casework.last_day(person, name)
    by_law = need is not None and need.deadline is not None
    called_off = file.stop_day(name) is not None and not casework.withdrawn(file, name)
    if contact is None or (called_off and need is not None):
        return Verdict(name, None, last, (Fault.MISSED,), by_law=by_law)
    faults = list(_faults_of_contact(casework, person, contact))
    begun = casework.begins(file, contact)
    if need is not None:
        if last is not None and contact.day > last:
            faults.append(Fault.LATE)
        if contact.day < need.opens:
            faults.append(Fault.EARLY)
        if begun is None and not casework.withdrawn(file, name):
            faults.append(Fault.FORGOTTEN)
    stop_by = casework.stop_by(file, name)
    if stop_by is not None and not _stopped_by(file, name, stop_by):
        faults.append(Fault.KEPT)
    due = casework.must_begin_by(contact)
    return Verdict(
        name, contact.day, last, tuple(faults), due, begun, by_law, stop_by, contact.leave
    )


def _faults_of_contact(casework: Casework, person: ReferredPerson, contact: Contact) -> list[Fault]:
    service = casework.services[contact.service]
    if not casework.serves(person, service):
        return [Fault.WRONG]
    faults = [Fault.UNNEEDED] if casework.is_needless(person, contact.service) else []
    if contact.leave is Leave.NONE:
        faults.append(Fault.NO_CONSENT)
    if contact.leave is Leave.UNHEARD:
        faults.append(Fault.UNHEARD)
    if contact.everything:
        faults.append(Fault.TOO_MUCH)
    if contact.skipped:
        faults.append(Fault.ORDER)
    return faults


def _stopped_by(file: File, name: str, last: int) -> bool:
    stopped = file.stop_day(name)
    return stopped is not None and stopped <= last


def _rung(casework: Casework, file: File) -> Rung:
    """Return the highest step that was set in motion."""
    child = casework.people[file.person].is_child
    rungs = [Rung.NO_CONCERN]
    for contact in file.contacts:
        service = casework.services[contact.service]
        rung = (child and service.child_rung) or service.rung
        if rung is not None:
            rungs.append(rung)
    return max(rungs, key=lambda rung: rung.height)


def _points(
    casework: Casework, person: ReferredPerson, verdicts: tuple[Verdict, ...], pressed: int
) -> float:
    weights = casework.record.weights
    calm = 0.0 if person.calls else weights.calm
    harms = {
        Fault.UNNEEDED: weights.unneeded,
        Fault.NO_CONSENT: weights.no_consent,
        Fault.UNHEARD: weights.unheard,
        Fault.WRONG: weights.wrong,
        Fault.TOO_MUCH: weights.too_much,
        Fault.ORDER: weights.order,
        Fault.EARLY: weights.early,
        Fault.KEPT: weights.kept,
    }
    gained = calm - pressed * weights.pressed
    for verdict in verdicts:
        gained -= sum(harms.get(fault, 0.0) for fault in verdict.faults)
        if verdict.last_day is not None and Fault.MISSED not in verdict.faults:
            slack = {Fault.LATE, Fault.FORGOTTEN} & set(verdict.faults)
            gained += weights.late if slack else weights.need
    possible = calm + weights.need * len(person.needs)
    return POINTS * max(0.0, gained) / possible
