"""A round: two to four people drawn by seed, half of them without need of a referral."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.referral.casework import File
from tppo_kit.errors import Refused
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.referral.casework import Casework
    from tppo_kit.content.simulations.referral_people import ReferredPerson
    from tppo_kit.records import Event

FEWEST, MOST = 2, 4
PAUSES = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class RoundState:
    """Who is to come, the file on the table, and which drawer is open.

    ``last`` is what was done last (event, service) and ``since`` the day before the last wait,
    for telling what is new.
    """

    order: tuple[str, ...]
    file: File
    begun: bool = False
    done: tuple[File, ...] = ()
    seconds: tuple[float, ...] = ()
    shown_at: float = 0.0
    group: str = ""
    service: str = ""
    last: tuple[str, str] = ("", "")
    since: int = -1

    @property
    def over(self) -> bool:
        """Tell whether the last person's debrief was read."""
        return len(self.done) == len(self.order)


def draw_people(people: Sequence[ReferredPerson], seed: int) -> tuple[str, ...]:
    """Return the ids of a round: no two look-alikes, half of them harmless.

    Of three people one or two are harmless, by chance.
    """
    chance = Random(f"referral {seed}")
    number = chance.randint(FEWEST, MOST)
    by_id = {person.id: person for person in people}
    pairs = [person for person in people if person.calls]
    chosen = chance.sample(pairs, number)
    calling = number // 2 + (number % 2 and chance.randint(0, 1))
    ids = [
        person.id if place < calling else by_id[person.twin].id
        for place, person in enumerate(chosen)
    ]
    chance.shuffle(ids)
    return tuple(ids)


def play(casework: Casework, state: RoundState, event: Event) -> RoundState:
    """Return the state after an event, or refuse it."""
    if not state.begun:
        if event.name != "begin":
            raise refuse(event)
        return replace(state, begun=True, shown_at=event.at)
    if state.over:
        raise refuse(event)
    if state.file.closed:
        return _next(state, event)
    if event.name == "time":
        return _pass_time(casework, state, event)
    if state.service:
        return _act(casework, state, event)
    if state.group:
        return _pick(casework, state, event)
    if event.name == "open" and event.value in {group.id for group in casework.record.groups}:
        return replace(state, group=event.value, last=("", ""))
    raise refuse(event)


def _next(state: RoundState, event: Event) -> RoundState:
    if event.name != "next":
        raise refuse(event)
    done = (*state.done, state.file)
    if len(done) == len(state.order):
        return replace(state, done=done)
    return replace(
        state,
        done=done,
        file=File(state.order[len(done)]),
        shown_at=event.at,
        last=("", ""),
        since=-1,
    )


def _pass_time(casework: Casework, state: RoundState, event: Event) -> RoundState:
    file = state.file
    if state.group:
        raise refuse(event)
    if event.value == "close":
        file = replace(file, closed=True)
    elif event.value in PAUSES:
        file = casework.waited(file, PAUSES[event.value])
    else:
        raise refuse(event)
    seconds = state.seconds
    if file.closed:
        seconds = (*seconds, max(0.0, event.at - state.shown_at))
    return replace(
        state, file=file, seconds=seconds, last=("time", event.value), since=state.file.day
    )


def _pick(casework: Casework, state: RoundState, event: Event) -> RoundState:
    if event.name != "pick":
        raise refuse(event)
    if event.value == "back":
        return replace(state, group="")
    service = casework.services.get(event.value)
    if service is None or service.group != state.group:
        raise refuse(event)
    return replace(state, service=event.value)


def open_acts(casework: Casework, state: RoundState) -> tuple[str, ...]:
    """Return what can be done now with the service that lies open, beside going back."""
    file, name = state.file, state.service
    contact, shares = file.contact(name), casework.services[name].shares
    if file.steps >= casework.record.steps_a_day:
        return ()
    if contact is None:
        talk = file.last_talk(name)
        asked_today = talk is not None and talk.day == file.day
        ways = ("needed", "everything") if shares else ("needed",)
        return ways if asked_today else ("talk", *ways)
    stopped = file.stop_day(name) is not None
    acts = []
    if casework.may_be_reminded(file, contact) and not stopped:
        acts.append("remind")
    if shares and not stopped:
        acts.append("stop")
    return tuple(acts)


def _act(casework: Casework, state: RoundState, event: Event) -> RoundState:
    if event.name != "act":
        raise refuse(event)
    if event.value == "back":
        return replace(state, service="")
    file, name = state.file, state.service
    if event.value not in open_acts(casework, state):
        if file.steps >= casework.record.steps_a_day:
            raise Refused(say("The day is full. Go back and wait for the next day."))
        raise refuse(event)
    if event.value == "talk":
        file = casework.talked(file, name)
    elif event.value == "remind":
        entry = (name, file.day)
        file = replace(file, reminded=(*file.reminded, entry), steps=file.steps + 1)
    elif event.value == "stop":
        entry = (name, file.day)
        file = replace(file, stopped=(*file.stopped, entry), steps=file.steps + 1)
    else:
        file = casework.contacted(file, name, everything=event.value == "everything")
    stay = event.value == "talk"
    return replace(
        state,
        file=file,
        last=(event.value, name),
        group=state.group if stay else "",
        service=name if stay else "",
    )
