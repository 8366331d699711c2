"""Votes: opened and closed at the console, cast by phone, hand or card, each counted once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import CONFIDENCE_LEVELS
from tppo_kit.errors import Refused
from tppo_kit.language import say
from tppo_kit.sessions.room.playbook import letters, question
from tppo_kit.sessions.room.stages import shared_play
from tppo_kit.sessions.room.state import Ballot, Round, Vote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tppo_kit.activities.blocks import Options
    from tppo_kit.sessions.room.playbook import Playbook
    from tppo_kit.sessions.room.state import RoomState, Stage
    from tppo_kit.store.rooms import RoomEvent

MOST_HANDS = 2_000
PRIVATE_BALLOT_EVENTS = frozenset({"vote", "sure", "hands", "cards"})
_MARK = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9}) (.*)", re.DOTALL)


def mark_of(stage: Stage) -> str:
    """Return what tells a vote's question from every other: stage, step and opening.

    Step and round alone would come again after a step back and another way.
    """
    number = stage.round.number if stage.round else 0
    return f"{stage.number}.{len(stage.events)}.{number}"


def asked(playbook: Playbook, stage: Stage) -> Options:
    """Return the question a room can vote on now.

    Raises:
        Refused: if there is none on the screen.
    """
    group = question(playbook.view(stage))
    if group is None:
        raise Refused(say("There is nothing to vote on at this point."))
    return group


def _with_round(state: RoomState, stage: Stage, changed: Round, *, new: bool = False) -> RoomState:
    ballot = stage.ballot or Ballot(len(stage.events), ())
    kept = ballot.rounds if new else ballot.rounds[:-1]
    ballots = [each for each in stage.ballots if each.step != ballot.step]
    after = replace(
        stage, ballots=(*ballots, replace(ballot, rounds=(*kept, changed))), talk_since=None
    )
    return replace(state, stage=after)


def _open(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:
    stage = shared_play(state)
    asked(playbook, stage)
    if stage.round is not None and stage.round.open:
        raise Refused(say("The vote is open already."))
    return _with_round(state, stage, Round(event.at, number=state.number), new=True)


def _open_round(state: RoomState) -> tuple[Stage, Round]:
    stage = shared_play(state)
    if stage.round is None or not stage.round.open:
        raise Refused(say("The vote on this question is closed; what was counted stays."))
    return stage, stage.round


def _close(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:  # noqa: ARG001
    stage, round_ = _open_round(state)
    return _with_round(state, stage, replace(round_, open=False))


def _talk(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:  # noqa: ARG001
    """Let the room talk between two votes; the first stays hidden."""
    stage = shared_play(state)
    if stage.round is None or stage.round.open:
        raise Refused(say("Let the room vote first, then talk."))
    return replace(state, stage=replace(stage, talk_since=event.at))


def _own(state: RoomState, event: RoomEvent) -> tuple[Stage, Round, str]:
    """Return stage, open round and choice of an event that names this very question."""
    found = _MARK.fullmatch(event.value)
    if found is None:
        raise Refused(say("This cannot be read; nothing has changed."))
    stage, round_ = _open_round(state)
    if ".".join(found.groups()[:3]) != mark_of(stage):
        raise Refused(say("The vote on this question is closed; what was counted stays."))
    return stage, round_, found.group(4)


def _vote(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:
    stage, round_, choice = _own(state, event)
    if choice not in letters(asked(playbook, stage)).values():
        raise Refused(say("This is none of the choices; nothing has changed."))
    vote = Vote(choice, round(max(0.0, event.at - round_.opened_at), 3))
    return _with_round(state, stage, replace(round_, votes={**round_.votes, event.seat: vote}))


def _sure(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:  # noqa: ARG001
    stage, round_, level = _own(state, event)
    if level not in {str(each) for each in CONFIDENCE_LEVELS}:
        raise Refused(say("This cannot be read; nothing has changed."))
    if event.seat not in round_.votes:
        raise Refused(say("Choose first, then say how sure you are."))
    return _with_round(state, stage, replace(round_, sure={**round_.sure, event.seat: int(level)}))


def _hands(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:
    """Set how many hands went up: ``A:12 B:3``; a letter left out counts nobody."""
    stage, round_ = _open_round(state)
    names = letters(asked(playbook, stage))
    hands: dict[str, int] = {}
    for word in event.value.split():
        letter, _, count = word.partition(":")
        if letter not in names or not count.isdecimal() or int(count) > MOST_HANDS:
            raise Refused(
                say(
                    "Type how many hands went up, a whole number from 0 to {most}.", most=MOST_HANDS
                )
            )
        if int(count):
            hands[names[letter]] = int(count)
    return _with_round(state, stage, replace(round_, hands=hands))


def _cards(playbook: Playbook, state: RoomState, event: RoomEvent) -> RoomState:
    """Add cards read from a photo: ``7:A 12:C``; a later reading of a card replaces the earlier."""
    stage, round_ = _open_round(state)
    names = letters(asked(playbook, stage))
    cards = dict(round_.cards)
    for word in event.value.split():
        number, _, letter = word.partition(":")
        if not number.isdecimal() or not 1 <= int(number) <= state.deck:
            raise Refused(say("This cannot be read; nothing has changed."))
        if letter in names:
            cards[int(number)] = names[letter]
        else:  # a side that stands for nothing here
            cards.pop(int(number), None)
    return _with_round(state, stage, replace(round_, cards=cards))


def new_letters(playbook: Playbook, state: RoomState, read: Mapping[int, str]) -> dict[int, str]:
    """Return what a photo tells, letter by card number, that this vote does not know yet.

    A camera sends the same cards again and again; what is known need not be kept twice.

    Raises:
        Refused: if no vote is open.
    """
    stage, round_ = _open_round(state)
    names = letters(asked(playbook, stage))
    known = {number: round_.cards.get(number) for number in read}
    return {number: letter for number, letter in read.items() if names.get(letter) != known[number]}


BALLOT_EVENTS: dict[str, Callable[[Playbook, RoomState, RoomEvent], RoomState]] = {
    "open": _open,
    "close": _close,
    "talk": _talk,
    "vote": _vote,
    "sure": _sure,
    "hands": _hands,
    "cards": _cards,
}
