"""What the projector shows: one thing at a time, readable from the back row."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tppo_kit.activities.blocks import Block, Chat, Feedback, Lines, Prose, View
from tppo_kit.language import DEFAULT, say, shown
from tppo_kit.sessions.room.debrief import wall_debrief
from tppo_kit.sessions.room.showing import (
    Choice,
    asked_now,
    bars,
    news_for,
    results_are_open,
)
from tppo_kit.sessions.room.stages import playing

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.tally import Bars
    from tppo_kit.sessions.room.host import OpenRoom, RoomHost
    from tppo_kit.sessions.room.state import RoomState, Stage

Kind = Literal[
    "closed", "lobby", "between", "play", "alone", "tables", "blank", "stop", "ended", "debrief"
]
#: A wall of 1024x768: what is left for text of its width (pixels, one column) and height, how
#: wide and high a letter is against its size, and the smallest and largest size in hundredths of
#: the wall's width.
_WIDE, _COLUMN, _HIGH = 960, 450, 560
_LETTER, _LEADING = 0.54, 1.5
_SMALLEST, _LARGEST = 1.7, 3.4


@dataclass(frozen=True, slots=True)
class WallScreen:
    """What the wall shows.

    ``answered`` of ``present`` people have answered; both are None where nothing is asked.
    ``letters`` is their size in hundredths of the wall's width. ``noted`` stands below both the
    view and its choices. ``seconds`` are left of the block or the talk, None without a clock.
    """

    kind: Kind
    view: View
    tag: str
    letters: float = _LARGEST
    legend: Text = ""
    choices: tuple[Choice, ...] = ()
    bars: Bars | None = None
    noted: tuple[Lines, ...] = ()
    voting: bool = False
    answered: int | None = None
    present: int | None = None
    seconds: int | None = None
    paused: bool = False


def wall_screen(host: RoomHost, language: str, now: float, present: int) -> WallScreen:
    """Return what the wall shows now, with so many seats present."""
    screen = _screen(host, language, now, present)
    # Seconds count down on the page itself, so the tag leaves them out.
    known = (host.room.record.id, host.room.state.public) if host.room else ()
    text = repr((known, replace(screen, seconds=None), language))
    return replace(screen, tag=hashlib.sha256(text.encode()).hexdigest()[:16])


def _screen(host: RoomHost, language: str, now: float, present: int) -> WallScreen:
    room = host.room
    if room is None:
        return WallScreen("closed", View(say("No workshop is open"), ()), "")
    state = room.state
    if state.ended_at is not None:
        return WallScreen("ended", View(say("Thank you"), (_thanks(),)), "")
    if state.blank:
        return WallScreen("blank", View("", ()), "")
    if state.distress:
        text = Prose(say("We stop for a moment. Breathe slowly. You may leave the room."))
        return WallScreen("stop", View(say("A short break"), (text,)), "")
    left = seconds_left(room, now)
    paused = state.paused_at is not None
    stage = state.stage
    if state.showing and not (stage is not None and stage.round is not None and stage.round.open):
        screen = _debrief(host, language)
    elif stage is None:
        screen = _waiting(room, now)
    elif stage.shared:
        news = news_for(state, now)
        screen = _play(host, room.state, news, language)
        screen = replace(screen, present=present if screen.voting else None)
    elif stage.way == "tables":
        screen = _tables(host, room, stage, now)
    else:
        screen = _alone(host, room, stage, language, now)
    if stage is not None and stage.talk_since is not None:
        left = talk_left(room, stage, now)
    return replace(screen, seconds=left, paused=paused)


def _thanks() -> Prose:
    return Prose(say("A sign is no proof. What helps is the smallest safe step."))


def seconds_left(room: OpenRoom, now: float) -> int | None:
    """Return the seconds left of the present block, below zero when it runs over."""
    state = room.state
    if state.block < 0 or state.ended_at is not None:
        return None
    until = now if state.paused_at is None else state.paused_at
    return round(room.programme.blocks[state.block].minutes * 60 - (until - state.block_since))


def talk_left(room: OpenRoom, stage: Stage, now: float) -> int:
    """Return the seconds left to talk between two votes."""
    minutes = room.programme.blocks[stage.block].talk_minutes if stage.block >= 0 else 1
    paused_at = room.state.paused_at
    until = now if paused_at is None else paused_at
    since = until if stage.talk_since is None else stage.talk_since
    return round(minutes * 60 - max(0.0, until - since))


def _waiting(room: OpenRoom, now: float) -> WallScreen:
    state = room.state
    if state.block < 0:
        count = say("{count} have joined", count=len(state.members))
        return WallScreen("lobby", View(room.programme.title, (Prose(count),)), "")
    block = room.programme.blocks[state.block]
    blocks: list[Block] = [*news_for(state, now)]
    if not (block.activity or block.forms) or any(s.block == state.block for s in state.past):
        # Asked before the activity, they would give away what it is about.
        blocks += [Prose(question, "scene") for question in block.asks]
    view = View(block.title, tuple(blocks))
    return WallScreen("between", view, "", _letters(view.blocks))


def _letters(blocks: tuple[Block, ...], *beside: Text, below: tuple[Block, ...] = ()) -> float:
    """Return how large letters may be, so that all of it fits without scrolling."""
    return round(min(_LARGEST, max(_SMALLEST, _size(blocks, *beside, below=below))), 2)


def _size(blocks: tuple[Block, ...], *beside: Text, below: tuple[Block, ...] = ()) -> float:
    """Return the size at which texts just fill the wall, in hundredths of its width.

    A text of n letters of size s fills n * s * s * _LETTER * _LEADING of an area; what stands
    beside it has lines that end early, so it counts half as much again. What stands below both
    has the whole width. Without choices, progress and title take a line more.
    """
    right = 1.5 * sum(len(shown(text, DEFAULT)) for text in beside) + 40
    width = _COLUMN if beside else _WIDE
    left = _long(blocks) + (0 if beside else 100)
    filled = max(left, right) / width + (_long(below) / _WIDE if below else 0)
    return math.sqrt(_HIGH / (filled * _LETTER * _LEADING)) / 10.24


def _long(blocks: tuple[Block, ...]) -> float:
    """Return how many letters blocks have, with an allowance for lines that end early."""
    texts: list[Text] = []
    for block in blocks:
        if isinstance(block, Prose):
            texts.append(block.text)
        elif isinstance(block, Feedback):
            texts += [block.title, block.text]
        elif isinstance(block, Lines) and not block.folded:
            texts.append(block.title)
            texts += [text for entry in block.entries for text in (entry.text, entry.remark)]
        elif isinstance(block, Chat):
            texts += [line.text for line in block.lines]
    boxes = sum(isinstance(block, Feedback) for block in blocks)
    return sum(len(shown(text, DEFAULT)) + 40 for text in texts if text) + 20 * boxes + 40


def _what_fits(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the first blocks that fit: a projector cannot scroll or unfold, and phones can."""
    flat = tuple(block for block in blocks if not (isinstance(block, Lines) and block.folded))
    fitting = [n for n in range(1, len(flat) + 1) if _size(flat[:n]) >= _SMALLEST]
    return flat[: max(fitting, default=1)]


def _play(
    host: RoomHost, state: RoomState, news: tuple[Feedback, ...], language: str
) -> WallScreen:
    stage = playing(state)
    asked = asked_now(host.playbook, stage, language)
    blocks = asked.view.blocks
    noted = tuple(block for block in blocks if isinstance(block, Lines) and asked.choices)
    blocks = (*news, *(block for block in blocks if block not in noted))
    view = replace(asked.view, blocks=blocks if asked.choices else _what_fits(blocks))
    round_ = stage.round
    votes = sum(round_.counts().values()) if round_ and round_.open else None
    return WallScreen(
        "play",
        view,
        "",
        _letters(view.blocks, *(choice.text for choice in asked.choices), below=noted),
        asked.legend,
        asked.choices,
        bars(stage, asked.choices) if results_are_open(state, stage) and asked.choices else None,
        noted=noted,
        voting=votes is not None,
        answered=votes,
    )


def _debrief(host: RoomHost, language: str) -> WallScreen:
    told = wall_debrief(host, language)
    letters = _letters(told.view.blocks, *(choice.text for choice in told.choices))
    return WallScreen("debrief", told.view, "", letters, choices=told.choices, bars=told.bars)


def _alone(host: RoomHost, room: OpenRoom, stage: Stage, language: str, now: float) -> WallScreen:
    title = host.playbook.activity(stage.keys[0], language).title
    heading = room.programme.blocks[stage.block].title if stage.block >= 0 else title
    text = Prose(say("Answer on your own phone. There is no hurry; your answers are not shown."))
    members = len(room.state.members)
    done = sum(host.solo(seat, stage).finished for seat in room.state.members)
    view = View(heading, (*news_for(room.state, now), text))
    return WallScreen("alone", view, "", answered=done, present=members)


def _tables(host: RoomHost, room: OpenRoom, stage: Stage, now: float) -> WallScreen:
    activity = host.playbook.activity(stage.key)
    done = 0
    for events in stage.tables.values():
        state = host.playbook.state(stage.key, stage.seed, events)
        done += activity.outcome(state) is not None
    text = Prose(say("Each table decides together. Your phone shows your own role."))
    heading = room.programme.blocks[stage.block].title if stage.block >= 0 else activity.title
    view = View(heading, (*news_for(room.state, now), text))
    return WallScreen("tables", view, "", answered=done, present=len(stage.tables))
