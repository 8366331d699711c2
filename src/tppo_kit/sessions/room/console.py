"""What the facilitator sees: the run sheet, what can be done now, the votes, and who is there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.places import Place
from tppo_kit.content.programmes import Workshop
from tppo_kit.language import say
from tppo_kit.sessions.room.actions import Action, actions_now
from tppo_kit.sessions.room.showing import Choice, arrived, asked_now, bars
from tppo_kit.sessions.room.wall import seconds_left, talk_left

if TYPE_CHECKING:
    from collections.abc import Collection

    from tppo_kit.activities.blocks import Text, View
    from tppo_kit.activities.tally import Bars
    from tppo_kit.content.programmes import WorkshopBlock
    from tppo_kit.sessions.room.host import OpenRoom, RoomHost
    from tppo_kit.sessions.room.state import RoomState, Stage


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the programme in the run sheet."""

    number: int
    minutes: int
    title: Text
    state: Literal["past", "now", "next"]


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat: its code, its table, whether its page is open, and whether it has answered."""

    seat: str
    table: int
    here: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class NewsLine:
    """News that has come, and to whom; who has no phone hears it from the facilitator."""

    to: Text
    text: str


@dataclass(frozen=True, slots=True)
class PlayPanel:
    """The running activity: what the wall shows, the votes so far, and what can be done.

    ``hands`` holds the counted hands by letter while a vote is open, else nothing; ``unread``
    are the numbers of cards that no photo has shown.
    """

    title: Text
    view: View | None
    choices: tuple[Choice, ...]
    bars: Bars | None
    actions: tuple[Action, ...]
    hands: tuple[tuple[str, Text, int], ...] = ()
    unread: tuple[int, ...] = ()
    voting: bool = False
    done: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ConsoleScreen:
    """Everything on the console at a moment.

    ``places`` are what a workshop may be opened for, by id; ``place`` is that of the open one.
    """

    tag: str
    room: OpenRoom | None
    programmes: tuple[Workshop, ...] = ()
    lines: tuple[Line, ...] = ()
    block: WorkshopBlock | None = None
    seconds: int | None = None
    panel: PlayPanel | None = None
    start: Action | None = None
    onward: Action | None = None
    seats: tuple[SeatLine, ...] = ()
    roles: tuple[tuple[str, Text], ...] = ()
    activities: tuple[tuple[str, str], ...] = ()
    news: tuple[NewsLine, ...] = ()
    places: tuple[tuple[str, Text], ...] = ()
    place: Text = ""


def console_screen(
    host: RoomHost, language: str, now: float, here: Collection[str]
) -> ConsoleScreen:
    """Return what the console shows now, with the seats that are there."""
    room = host.room
    if room is None or room.state.ended_at is not None:
        catalogue = Catalogue(host.data, language)
        programmes = tuple(catalogue.all(Workshop))
        places = tuple((place.id, place_name(place)) for place in catalogue.all(Place))
        screen = ConsoleScreen("", room, programmes=programmes, places=places)
        return _tagged(screen, host, language)
    state = room.state
    stage = state.stage
    panel = _panel(host, room, stage, language) if stage is not None else None
    left = seconds_left(room, now)
    if stage is not None and stage.talk_since is not None:
        left = talk_left(room, stage, now)
    screen = ConsoleScreen(
        "",
        room,
        lines=_lines(room),
        block=room.programme.blocks[state.block] if state.block >= 0 else None,
        seconds=left,
        panel=panel,
        start=_start(room) if stage is None else None,
        onward=_onward(room),
        seats=_seats(host, room, here),
        roles=_roles(host, stage, language),
        activities=host.playbook.titles(language),
        news=_news(host, state, now, language),
        place=_place(host, room, language),
    )
    return _tagged(screen, host, language)


def place_name(place: Place) -> Text:
    """Return the name of a place, with a word where it is invented."""
    return say("{place} (invented)", place=place.title) if place.invented else place.title


def _place(host: RoomHost, room: OpenRoom, language: str) -> Text:
    catalogue, name = host.playbook.catalogue(language), room.record.place
    if not catalogue.has("place", name):
        return name  # it was taken out of the list meanwhile; the room still bears its id
    place = catalogue.reading("place", name).record
    return place_name(place) if isinstance(place, Place) else name


def _tagged(screen: ConsoleScreen, host: RoomHost, language: str) -> ConsoleScreen:
    room = screen.room
    known = (room.record.id, room.state.number) if room else ()
    text = repr((known, host.undone, screen.seats, screen.news, language))
    return replace(screen, tag=hashlib.sha256(text.encode()).hexdigest()[:16])


def _lines(room: OpenRoom) -> tuple[Line, ...]:
    present = room.state.block
    run = {number for number, _ in room.state.blocks_run}
    return tuple(
        Line(
            number,
            block.minutes,
            block.title,
            "now" if number == present else "past" if number in run else "next",
        )
        for number, block in enumerate(room.programme.blocks)
    )


def stage_value(block: WorkshopBlock) -> str:
    """Return the value of the event that starts the activity of a block, empty if it has none."""
    if block.forms:
        return f"each {block.kind} {' '.join(block.forms)}"
    return f"{block.way} - {block.activity}" if block.activity else ""


def _start(room: OpenRoom) -> Action | None:
    if room.state.block < 0:
        return None
    block = room.programme.blocks[room.state.block]
    value = stage_value(block)
    played = any(stage.block == room.state.block for stage in room.state.past)
    label = say("Start it again") if played else say("Start the activity")
    return Action(f"stage={value}", label, "" if played else "primary") if value else None


def _onward(room: OpenRoom) -> Action | None:
    following = room.state.block + 1
    if following >= len(room.programme.blocks):
        return None
    title = room.programme.blocks[following].title
    label = (
        say("Begin: {title}", title=title) if following == 0 else say("Next: {title}", title=title)
    )
    return Action(f"block={following}", label, "primary" if following == 0 else "")


def _panel(host: RoomHost, room: OpenRoom, stage: Stage, language: str) -> PlayPanel:
    title = host.playbook.activity(stage.key, language).title
    close = Action("clear=", say("Close this activity"), "quiet")
    if stage.way == "each":
        members = room.state.members
        done = sum(host.solo(seat, stage).finished for seat in members)
        return PlayPanel(title, None, (), None, (close,), done=(done, len(members)))
    if stage.way == "tables":
        activity = host.playbook.activity(stage.key)
        states = [
            host.playbook.state(stage.key, stage.seed, events) for events in stage.tables.values()
        ]
        over = sum(activity.outcome(state) is not None for state in states)
        return PlayPanel(title, None, (), None, (close,), done=(over, len(states)))
    asked = asked_now(host.playbook, stage, language)
    round_ = stage.round
    voting = round_ is not None and round_.open
    hands = round_.hands if round_ is not None else {}
    actions = (*actions_now(host, stage, asked, language), close)
    return PlayPanel(
        title,
        asked.view,
        asked.choices,
        bars(stage, asked.choices) if asked.choices else None,
        actions,
        tuple((each.letter, each.text, hands.get(each.choice, 0)) for each in asked.choices)
        if voting
        else (),
        tuple(sorted(set(range(1, room.state.deck + 1)) - round_.cards.keys())) if round_ else (),
        voting=voting,
    )


def _seats(host: RoomHost, room: OpenRoom, here: Collection[str]) -> tuple[SeatLine, ...]:
    state, stage = room.state, room.state.stage
    round_ = stage.round if stage is not None and stage.shared else None
    lines = []
    for seat in state.members:
        if stage is not None and stage.way == "each":
            answered = host.solo(seat, stage).finished
        else:
            answered = round_ is not None and seat in round_.votes
        lines.append(SeatLine(seat, state.table_of(seat), seat in here, answered))
    return tuple(lines)


def _roles(host: RoomHost, stage: Stage | None, language: str) -> tuple[tuple[str, Text], ...]:
    if stage is None or stage.way != "tables":
        return ()
    activity = host.playbook.activity(stage.key, language)
    ids = host.playbook.roles(stage.key)
    return tuple((role, activity.role_name(role)) for role in ids)  # type: ignore[attr-defined]


def _news(host: RoomHost, state: RoomState, now: float, language: str) -> tuple[NewsLine, ...]:
    """Return all news that has come, the latest first."""
    names = dict(_roles(host, state.stage, language))
    lines = []
    for each in arrived(state, now):
        kind, _, name = each.to.partition(":")
        if kind == "table":
            to: Text = say("table {number}", number=name)
        else:
            to = names.get(name, name) if kind == "role" else say("everybody")
        lines.append(NewsLine(to, each.text))
    return tuple(lines[::-1])
