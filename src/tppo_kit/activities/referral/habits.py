"""How people of different kinds would go about a referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.habits import Habit
from tppo_kit.activities.referral.casework import Leave
from tppo_kit.activities.referral.round import open_acts
from tppo_kit.records import Event, Rung

if TYPE_CHECKING:
    from random import Random

    from tppo_kit.activities.referral.casework import Casework, File
    from tppo_kit.activities.referral.round import RoundState

#: How many services somebody in a hurry contacts before going on.
HASTY_CONTACTS = 2
WEEK = 7


def next_event(casework: Casework, state: RoundState, habit: Habit, chance: Random) -> Event:
    """Return what a person of a habit does next."""
    if not state.begun:
        return Event("begin")
    if state.file.closed:
        return Event("next")
    if habit is Habit.SILENT:
        return Event("time", "close")
    if habit is Habit.BY_THE_BOOK:
        wish = _careful(casework, state.file)
    elif habit is Habit.SUSPICIOUS:
        wish = _suspicious(casework, state.file)
    else:
        wish = _hasty(casework, state, chance)
    return _toward(casework, state, *wish)


def _toward(casework: Casework, state: RoundState, service: str, act: str) -> Event:
    """Return the press that comes nearer to acting on a service, or to letting time pass."""
    if state.service and state.service != service:
        return Event("act", "back")
    if state.service:
        return Event("act", act)
    if not service:
        return Event("pick", "back") if state.group else Event("time", act)
    group = casework.services[service].group
    if state.group == group:
        return Event("pick", service)
    return Event("pick", "back") if state.group else Event("open", group)


def _careful(casework: Casework, file: File) -> tuple[str, str]:
    """Return service and act as taught, or no service and how long to wait."""
    person = casework.people[file.person]
    if file.steps >= casework.record.steps_a_day:
        return "", "day"
    for contact in file.contacts:
        stopped = file.stop_day(contact.service) is not None
        if casework.withdrawn(file, contact.service) and not stopped:
            return contact.service, "stop"
        if not stopped and casework.may_be_reminded(file, contact):
            return contact.service, "remind"
    for need in person.needs:
        ready = file.day >= max(need.opens, need.yes_from)
        if file.contact(need.id) is None and ready and not casework.skipped(file, need.id):
            missing = casework.leave(file, need.id) in {Leave.NONE, Leave.UNHEARD}
            return need.id, "talk" if missing else "needed"
    return "", _pause(casework, file)


def _pause(casework: Casework, file: File) -> str:
    """Return how long to wait for what is still to come, or to close."""
    person = casework.people[file.person]
    to_come = [
        max(need.opens, need.yes_from) for need in person.needs if file.contact(need.id) is None
    ]
    for contact in file.contacts:
        due = casework.must_begin_by(contact)
        if due is not None and casework.begins(file, contact) is None:
            to_come.append(due - 1)
    if person.withdraws and file.contact(person.withdraws.id):
        to_come.append(person.withdraws.day)
    ahead = [day for day in to_come if day > file.day]
    if not ahead:
        return "close"
    return "week" if min(ahead) - file.day >= WEEK else "day"


def _suspicious(casework: Casework, file: File) -> tuple[str, str]:
    """Return everything that calls for action, at once, unasked and in full."""
    if file.steps >= casework.record.steps_a_day:
        return "", "day"
    for name, service in casework.services.items():
        calls = service.rung is not None and service.rung.height >= Rung.REFER.height
        if calls and file.contact(name) is None:
            return name, "everything"
    return "", "close"


def _hasty(casework: Casework, state: RoundState, chance: Random) -> tuple[str, str]:
    """Return the first services that come to mind, asked about now and then."""
    file = state.file
    if len(file.contacts) >= HASTY_CONTACTS or file.steps >= casework.record.steps_a_day:
        return "", "close"
    shelf = [name for name, each in casework.services.items() if each.group == state.group]
    wish = state.service or chance.choice(shelf or list(casework.services))
    if file.contact(wish) is not None:
        return "", "close"
    return wish, chance.choice(open_acts(casework, state) if state.service else ("open",))
