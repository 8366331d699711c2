"""What each event changes in a room; whatever does not fit now is refused with a sentence.

``taken`` is the whole rule of the room: it never mutates, and the same events give the same
room. Time is in the events.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tppo_kit.cards.marks import CARDS
from tppo_kit.errors import Refused
from tppo_kit.language import say
from tppo_kit.sessions.room.ballots import BALLOT_EVENTS, PRIVATE_BALLOT_EVENTS
from tppo_kit.sessions.room.stages import STAGE_EVENTS, over
from tppo_kit.sessions.room.state import Member, News

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.content.programmes import Workshop
    from tppo_kit.sessions.room.playbook import Playbook
    from tppo_kit.sessions.room.state import RoomState
    from tppo_kit.store.rooms import RoomEvent

MOST_SEATS = 2_000
MOST_TABLES = 60
LONGEST_NEWS = 400
#: What a seat may do; all else is the console's.
SEAT_EVENTS = frozenset({"join", "vote", "sure", "act", "hold"})
#: Events after which nobody but the console and the seat itself sees anything new.
_PRIVATE = frozenset({"join", "act", "hold", *PRIVATE_BALLOT_EVENTS})


def taken(programme: Workshop, playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:
    """Return the room after an event.

    Raises:
        Refused: if it makes no sense now, comes from the wrong side, or cannot be read.
    """
    if (event.name in SEAT_EVENTS) != bool(event.seat):
        raise Refused(say("Only the console can do this; nothing has changed."))
    if state.ended_at is not None:
        raise Refused(say("This workshop has ended; nothing has changed."))
    if event.seat and event.name != "join" and event.seat not in state.members:
        raise Refused(say("This seat has not joined the room; tap “Join” first."))
    if state.distress and event.name in BALLOT_EVENTS:
        raise Refused(say("We have stopped. Tap “All is well, go on” first."))
    after = _change(programme, playbook, state, event)
    public = state.public + (event.name not in _PRIVATE)
    return replace(after, number=state.number + 1, public=public)


def _change(
    programme: Workshop, playbook: Playbook, state: RoomState, event: RoomEvent
) -> RoomState:
    if event.name in _PLAIN:
        return _PLAIN[event.name](state, event)
    if event.name == "block":
        return _block(programme, state, event)
    if event.name in BALLOT_EVENTS:
        return BALLOT_EVENTS[event.name](playbook, state, event)
    if event.name in STAGE_EVENTS:
        return STAGE_EVENTS[event.name](playbook, state, event)
    raise unreadable()


def unreadable() -> Refused:
    """Return the refusal of an event that says nothing."""
    return Refused(say("This cannot be read; nothing has changed."))


def _join(state: RoomState, event: RoomEvent) -> RoomState:
    if event.seat in state.members:
        raise Refused(say("This seat is in the room already."))
    if len(state.members) >= MOST_SEATS:
        raise Refused(say("The room is full."))
    member = Member(event.seat, len(state.members), event.at)
    return replace(state, members={**state.members, event.seat: member})


def _block(programme: Workshop, state: RoomState, event: RoomEvent) -> RoomState:
    if not event.value.isdecimal() or int(event.value) >= len(programme.blocks):
        raise Refused(say("There is no such part in this programme; nothing has changed."))
    number = int(event.value)
    after = over(state, event.at)
    news = tuple(
        News(inject.to, inject.text, event.at + 60 * inject.after)
        for inject in programme.blocks[number].injects
    )
    return replace(
        after,
        block=number,
        block_since=event.at,
        # A stop is ended by nothing but its own button; until then the part waits.
        paused_at=event.at if state.distress else None,
        news=news,
        showing="",
        blocks_run=(*state.blocks_run, (number, event.at)),
    )


def _pause(state: RoomState, event: RoomEvent) -> RoomState:
    if state.paused_at is not None:
        raise Refused(say("It is paused already."))
    return replace(state, paused_at=event.at)


def _resume(state: RoomState, event: RoomEvent) -> RoomState:
    if state.paused_at is None:
        raise Refused(say("It is not paused."))
    pause = max(0.0, event.at - state.paused_at)
    # What is still to be told waits as long as everybody did.
    news = tuple(
        replace(each, at=each.at + pause) if each.at > state.paused_at else each
        for each in state.news
    )
    stage = state.stage
    if stage is not None and stage.talk_since is not None:
        stage = replace(stage, talk_since=stage.talk_since + pause)
    return replace(
        state,
        paused_at=None,
        block_since=state.block_since + pause,
        stage=stage,
        news=news,
        distress=False,
    )


def _distress(state: RoomState, event: RoomEvent) -> RoomState:
    paused_at = event.at if state.paused_at is None else state.paused_at
    return replace(state, distress=True, paused_at=paused_at)


def _calm(state: RoomState, event: RoomEvent) -> RoomState:
    if not state.distress:
        raise Refused(say("There is nothing to end."))
    return _resume(state, event)


def _blank(state: RoomState, event: RoomEvent) -> RoomState:
    return replace(state, blank=_on(event))


def _live(state: RoomState, event: RoomEvent) -> RoomState:
    return replace(state, live=_on(event))


def _show(state: RoomState, event: RoomEvent) -> RoomState:
    """Put the debrief on the wall, or take it away again."""
    if event.value not in {"", "debrief"}:
        raise unreadable()
    stage = state.stage
    if event.value and stage is not None and stage.round is not None and stage.round.open:
        raise Refused(say("Close the vote first."))
    return replace(state, showing="debrief" if event.value else "")


def _on(event: RoomEvent) -> bool:
    if event.value not in {"on", "off"}:
        raise unreadable()
    return event.value == "on"


def _inject(state: RoomState, event: RoomEvent) -> RoomState:
    to, mark, text = event.value.partition("|")
    text = " ".join(text.split())
    kind, _, name = to.partition(":")
    known = to == "all" or (kind == "table" and name.isdecimal()) or (kind == "role" and name)
    if not mark or not known:
        raise unreadable()
    if not text:
        raise Refused(say("Write the news first, then send it."))
    if len(text) > LONGEST_NEWS:
        raise Refused(say("Shorten the news to {most} letters.", most=LONGEST_NEWS))
    # What is written now arrives now, also while the clock stands still.
    at = event.at if state.paused_at is None else min(event.at, state.paused_at)
    return replace(state, news=(*state.news, News(to, text, at)))


def _tables(state: RoomState, event: RoomEvent) -> RoomState:
    if not event.value.isdecimal() or not 1 <= int(event.value) <= MOST_TABLES:
        raise Refused(say("Choose between 1 and {most} tables.", most=MOST_TABLES))
    if state.stage is not None and state.stage.way == "tables":
        raise Refused(say("The tables are playing. Close this activity first."))
    return replace(state, table_count=int(event.value))


def _deck(state: RoomState, event: RoomEvent) -> RoomState:
    if not event.value.isdecimal() or int(event.value) > len(CARDS):
        raise Refused(say("Type how many cards you handed out, up to {most}.", most=len(CARDS)))
    return replace(state, deck=int(event.value))


def _end(state: RoomState, event: RoomEvent) -> RoomState:
    return replace(over(state, event.at), ended_at=event.at)


_PLAIN: dict[str, Callable[[RoomState, RoomEvent], RoomState]] = {
    "join": _join,
    "pause": _pause,
    "resume": _resume,
    "distress": _distress,
    "calm": _calm,
    "blank": _blank,
    "live": _live,
    "show": _show,
    "inject": _inject,
    "tables": _tables,
    "deck": _deck,
    "end": _end,
}
