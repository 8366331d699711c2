"""What one phone shows: never more than its seat may know."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tppo_kit.activities.activity import RolePlay, Votable, confidence_options
from tppo_kit.activities.blocks import Block, Entry, Lines, Option, Options, Prose, View
from tppo_kit.errors import Refused
from tppo_kit.language import say, shown
from tppo_kit.records import Event
from tppo_kit.sessions.room.showing import asked_now, bars, news_for, results_are_open
from tppo_kit.sessions.room.stages import held_roles, playing

if TYPE_CHECKING:
    from tppo_kit.sessions.room.host import OpenRoom, RoomHost
    from tppo_kit.sessions.room.showing import Asked
    from tppo_kit.sessions.room.state import Stage


@dataclass(frozen=True, slots=True)
class PhoneScreen:
    """A view, the mark that its answers carry, and a tag that changes with what is shown."""

    view: View
    mark: str
    tag: str


def phone_tag(host: RoomHost, seat: str | None, language: str, now: float) -> str:
    """Return a short text that differs whenever the phone of a seat should show another thing."""
    room = host.room
    if room is None:
        return f"none-{language}"
    member = room.state.members.get(seat or "")
    if member is None:
        return f"door-{room.record.id}-{room.state.ended_at is None}-{language}"
    # Who sees the same has the same tag, so that a page is drawn once for all of them.
    own = _own_parts(host, room, member.seat, now)
    parts = (room.record.id, room.state.public, host.undone, own, language)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _own_parts(host: RoomHost, room: OpenRoom, seat: str, now: float) -> tuple[object, ...]:
    state, stage = room.state, room.state.stage
    table = state.table_of(seat)
    news = news_for(state, now, table=table)
    if stage is None:
        return (news,)
    if stage.shared:
        round_ = stage.round
        vote = round_.votes.get(seat) if round_ else None
        chosen = vote.choice if vote else ""
        return news, chosen, round_.sure.get(seat) if round_ else None
    if stage.way == "tables":
        roles = held_roles(state, stage, host.playbook.roles(stage.key), seat)
        news = news_for(state, now, table=table, roles=roles)
        return news, table, stage.tables.get(table, ()), roles
    return news, seat, host.mark_for(seat)


@dataclass(frozen=True, slots=True)
class Phone:
    """One seat's phone at a moment."""

    host: RoomHost
    room: OpenRoom
    seat: str
    language: str
    now: float

    @property
    def play(self) -> Any:  # noqa: ANN401 - each activity has its own
        """Return the state of the shared play."""
        stage = playing(self.room.state)
        return self.host.playbook.state(stage.key, stage.seed, stage.events)

    @property
    def news(self) -> tuple[Block, ...]:
        """Return the news that has come for all or for the table of this seat."""
        state = self.room.state
        return news_for(state, self.now, table=state.table_of(self.seat))


def phone_screen(host: RoomHost, seat: str, language: str, now: float) -> PhoneScreen:
    """Return what the phone of a seat in the room shows now."""
    tag = phone_tag(host, seat, language, now)
    phone = Phone(host, host.running(), seat, language, now)
    return PhoneScreen(_view(phone), host.mark_for(seat), tag)


def _view(phone: Phone) -> View:
    state = phone.room.state
    if state.ended_at is not None:
        return _ended()
    if state.distress:
        return View(
            say("We stop for a moment"),
            (
                Prose(say("Put the phone down and breathe slowly. Nothing has to be answered.")),
                Prose(say("You may leave the room. A companion is there if you want one.")),
            ),
        )
    stage = state.stage
    if stage is None:
        return _between(phone)
    if stage.shared:
        return _shared(phone, stage)
    return _table(phone, stage) if stage.way == "tables" else _alone(phone, stage)


def _ended() -> View:
    thanks = say("Thank you. Your seat code brings you back to what you have done.")
    return View(say("The workshop has ended"), (Prose(thanks),))


def _between(phone: Phone) -> View:
    state, news = phone.room.state, phone.news
    if state.block < 0:
        text = say("You are in. Keep this page open; it goes on by itself when we begin.")
        return View(say("Welcome"), (Prose(text), *news))
    title = phone.room.programme.blocks[state.block].title
    return View(title, (*news, Prose(say("Look to the front. This page goes on by itself."))))


def _shared(phone: Phone, stage: Stage) -> View:
    state, seat = phone.room.state, phone.seat
    asked = asked_now(phone.host.playbook, stage, phone.language)
    news = phone.news
    round_ = stage.round
    if not asked.choices:
        note = Prose(say("Your facilitator goes on for all of you."), "small")
        return replace(asked.view, blocks=(*news, *asked.view.blocks, note))
    vote = round_.votes.get(seat) if round_ else None
    own = vote.choice if vote else ""
    # A count that grows on the phone in one's hand would make people follow the crowd.
    closed = round_ is not None and not round_.open and results_are_open(state, stage)
    votes = bars(stage, asked.choices, own) if closed else None
    if round_ is not None and round_.open:
        answer = _ballot(phone, stage, asked, own, round_.sure.get(seat))
    elif votes is not None:
        answer = (Prose(say("The vote is closed. Look to the front."), "lead"),)
    else:
        answer = _closed(stage, asked, own)
    blocks: tuple[Block, ...] = (*news, *asked.view.blocks, *answer)
    return replace(asked.view, blocks=(*blocks, votes) if votes else blocks)


def _ballot(
    phone: Phone, stage: Stage, asked: Asked, own: str, sure: int | None
) -> tuple[Block, ...]:
    assert asked.group is not None  # noqa: S101 - there are choices
    options = tuple(
        Option(
            each.choice.partition("=")[2],
            say("{letter}. {choice}", letter=each.letter, choice=each.text),
            "chosen" if each.choice == own else "open",
        )
        for each in asked.choices
    )
    group = Options(asked.group.event, asked.legend, options)
    if not own:
        return (group,)
    counted = Prose(say("✓ Counted. You may change it until the vote is closed."), "small")
    if not _decides(phone, stage, own):
        return group, counted
    levels = confidence_options()
    marked = tuple(
        replace(option, state="chosen" if option.value == str(sure) else "open")
        for option in levels.options
    )
    return group, counted, replace(levels, options=marked)


def _decides(phone: Phone, stage: Stage, choice: str) -> bool:
    """Tell whether a choice is a judgement, so that it matters how sure somebody is."""
    activity = phone.host.playbook.activity(stage.key)
    if not isinstance(activity, Votable):
        return False
    name, _, value = choice.partition("=")
    try:
        return activity.judged(phone.play, Event(name, value), None, 0.0) is not None
    except Refused:
        return False


def _closed(stage: Stage, asked: Asked, own: str) -> tuple[Block, ...]:
    lines = Lines(
        asked.legend,
        tuple(
            Entry(
                say("{letter}. {choice}", letter=each.letter, choice=each.text),
                remark=say("your choice") if each.choice == own else "",
            )
            for each in asked.choices
        ),
    )
    if stage.round is None:
        note = say("Listen and read. You can choose as soon as the vote is opened.")
    elif stage.talk_since is not None:
        note = say("Talk with your neighbour: which fact decides? Then you choose once more.")
    else:
        note = say("The vote is closed. Look to the front.")
    return lines, Prose(note, "lead")


def _alone(phone: Phone, stage: Stage) -> View:
    host = phone.host
    solo = host.solo(phone.seat, stage)
    activity = host.playbook.activity(host.key_for(phone.seat, stage), phone.language)
    view = replace(activity.view(solo.state), print_at="")
    blocks: list[Block] = [*phone.news, *view.blocks]
    if solo.finished:
        blocks.append(Prose(say("You are done. Wait for the others; look to the front."), "lead"))
    return replace(view, blocks=tuple(blocks))


def _table(phone: Phone, stage: Stage) -> View:
    host, state = phone.host, phone.room.state
    table = state.table_of(phone.seat)
    activity = host.playbook.activity(stage.key, phone.language)
    assert isinstance(activity, RolePlay)  # noqa: S101 - looked at when the stage began
    held = held_roles(state, stage, activity.role_ids, phone.seat)
    play = host.playbook.state(stage.key, stage.seed, stage.tables.get(table, ()))
    turn = activity.turn(play)
    role = turn if turn in held else held[0]
    view = replace(activity.view_for(play, role), print_at="")
    names = ", ".join(shown(activity.role_name(each), phone.language) for each in held)
    who = Prose(say("Table {table}. You are: {roles}.", table=table, roles=names), "lead")
    news = news_for(state, phone.now, table=table, roles=held)
    blocks: list[Block] = [who, *news, *view.blocks]
    if turn not in held and activity.outcome(play) is None:
        take = say("I hold this role too: {role}", role=activity.role_name(turn))
        legend = say("It is this role's turn. Is its phone gone?")
        blocks.append(Options("hold", legend, (Option(turn, take),)))
    return replace(view, blocks=tuple(blocks))
