"""Starting an activity in the room, moving a shared play on and back, and play at tables."""

from __future__ import annotations

import statistics
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from tppo_kit.activities.activity import CONFIDENCE_LEVELS, RolePlay, check_event
from tppo_kit.activities.habits import offered
from tppo_kit.errors import NotFound, Refused
from tppo_kit.language import say
from tppo_kit.records import Event
from tppo_kit.sessions.room.playbook import asks_confidence
from tppo_kit.sessions.room.state import WAYS, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.sessions.room.playbook import Playbook
    from tppo_kit.sessions.room.state import RoomState, Test, Way
    from tppo_kit.store.rooms import RoomEvent

_FORMS = 2


def over(state: RoomState, at: float) -> RoomState:
    """Return the room with its present activity put away; its votes are kept."""
    if state.stage is None:
        return state
    return replace(state, stage=None, past=(*state.past, replace(state.stage, over_at=at)))


def playing(state: RoomState) -> Stage:
    """Return the present stage.

    Raises:
        Refused: if there is none.
    """
    if state.stage is None:
        raise Refused(say("No activity is running; nothing has changed."))
    return state.stage


def shared_play(state: RoomState) -> Stage:
    """Return the present stage, if the whole room plays it together.

    Raises:
        Refused: if there is none, or everybody plays for themselves.
    """
    stage = playing(state)
    if not stage.shared:
        raise Refused(say("This activity is not played together; nothing has changed."))
    return stage


def _stage(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:
    """Start ``way test key [key]``; test is before, after or a dash."""
    words = event.value.split()
    if len(words) not in {3, 4} or words[0] not in WAYS or words[1] not in {"before", "after", "-"}:
        raise Refused(say("This cannot be read; nothing has changed."))
    way, test, *keys = words
    if (test != "-") != (len(keys) == _FORMS) or (test != "-" and way != "each"):
        raise Refused(say("A test has two parallel forms, and each person has their own."))
    try:
        roles = [playbook.roles(key) for key in keys]
    except NotFound as error:
        raise Refused(error.message) from error
    if way == "tables" and not roles[0]:
        raise Refused(say("This activity has no roles for tables; choose another way to play it."))
    number = state.stage.number + 1 if state.stage else len(state.past)
    stage = Stage(
        number=number,
        block=state.block,
        way=cast("Way", way),
        keys=tuple(keys),
        test=cast("Test", "" if test == "-" else test),
        since=event.at,
        seed=int(event.at * 1000) % 2**31,
    )
    if way == "tables":
        stage = replace(
            stage,
            cast=_dealt(state, roles[0]),
            tables=dict.fromkeys(range(1, state.table_count + 1), ()),
        )
    return replace(over(state, event.at), stage=stage, showing="")


def _dealt(state: RoomState, roles: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Deal the roles of each table among who sits there; few people hold several each."""
    dealt: dict[str, tuple[str, ...]] = {}
    for table in range(1, state.table_count + 1):
        members = state.at_table(table)
        for place, member in enumerate(members):
            own = roles[place :: len(members)] or (roles[place % len(roles)],)
            dealt[member.seat] = own
    return dealt


def _take(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:
    """Move the shared play on by ``event=value``, then past the question how sure."""
    stage = shared_play(state)
    if stage.round is not None and stage.round.open:
        raise Refused(say("Close the vote first."))
    name, _, value = event.value.partition("=")
    wanted = Event(name, value)
    view = playbook.view(stage)
    if wanted not in offered(view):
        raise Refused(say("This is not possible at this point; nothing has changed."))
    sure = _middle(stage)
    moved = _moved(playbook, stage, Event(name, value, at=event.at))
    if asks_confidence(playbook.view(moved)):
        moved = _moved(playbook, moved, Event("confidence", str(sure), at=event.at))
    return replace(state, stage=moved)


def _moved(playbook: Playbook, stage: Stage, event: Event) -> Stage:
    events = (*stage.events, check_event(event))
    playbook.state(stage.key, stage.seed, events)  # refuses what the activity refuses
    return replace(stage, events=events, talk_since=None)


def _middle(stage: Stage) -> int:
    """Return how sure the room was at the present question: the median, 50 if nobody said."""
    votes = stage.round.sure.values() if stage.round else ()
    return int(statistics.median_low(votes)) if votes else CONFIDENCE_LEVELS[0]


def _back(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:  # noqa: ARG001
    stage = shared_play(state)
    if not stage.events:
        raise Refused(say("This is the beginning; there is nothing to step back to."))
    cut = 2 if stage.events[-1].name == "confidence" else 1
    events = stage.events[:-cut]
    # Another way from here asks other questions: their votes are new ones.
    ballots = tuple(ballot for ballot in stage.ballots if ballot.step <= len(events))
    return replace(state, stage=replace(stage, events=events, ballots=ballots, talk_since=None))


def _clear(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:  # noqa: ARG001
    playing(state)
    return over(state, event.at)


def _at_table(state: RoomState) -> Stage:
    stage = playing(state)
    if stage.way != "tables":
        raise Refused(say("The tables are not playing now; nothing has changed."))
    return stage


def held_roles(
    state: RoomState, stage: Stage, roles: tuple[str, ...], seat: str
) -> tuple[str, ...]:
    """Return the roles of a seat; who came late sits with the one their place gives."""
    place = state.members[seat].place // state.table_count
    return stage.cast.get(seat) or (roles[place % len(roles)],)


def _act(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:
    """Do ``event=value`` at one's own table, in one of one's roles."""
    stage = _at_table(state)
    table = state.table_of(event.seat)
    name, _, value = event.value.partition("=")
    events = stage.tables.get(table, ())
    activity = playbook.activity(stage.key)
    table_state = playbook.state(stage.key, stage.seed, events)
    if not isinstance(activity, RolePlay):
        raise Refused(say("This activity has no roles for tables; choose another way to play it."))
    allowed: set[Event] = set()
    for role in held_roles(state, stage, activity.role_ids, event.seat):
        allowed.update(offered(activity.view_for(table_state, role)))
    if Event(name, value) not in allowed:
        raise Refused(say("Another role at your table decides this; nothing has changed."))
    after = (*events, check_event(Event(name, value, at=event.at)))
    playbook.state(stage.key, stage.seed, after)
    return replace(state, stage=replace(stage, tables={**stage.tables, table: after}))


def _hold(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:
    """Take a role at one's table besides one's own, when its phone has gone."""
    stage = _at_table(state)
    roles = playbook.roles(stage.key)
    if event.value not in roles:
        raise Refused(say("There is no such role at this table; nothing has changed."))
    own = held_roles(state, stage, roles, event.seat)
    if event.value in own:
        raise Refused(say("You hold this role already."))
    held = {**stage.cast, event.seat: (*own, event.value)}
    return replace(state, stage=replace(stage, cast=held))


STAGE_EVENTS: dict[str, Callable[[Playbook, RoomState, RoomEvent], RoomState]] = {
    "stage": _stage,
    "take": _take,
    "back": _back,
    "clear": _clear,
    "act": _act,
    "hold": _hold,
}
