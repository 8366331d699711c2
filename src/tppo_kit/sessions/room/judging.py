"""What a shared play shows of each person: their own first vote, before anybody talked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.activity import Votable
from tppo_kit.records import Event
from tppo_kit.store.rooms import RoomJudgement

if TYPE_CHECKING:
    from tppo_kit.sessions.room.playbook import Playbook
    from tppo_kit.sessions.room.state import Ballot, Stage


def card_seat(number: int) -> str:
    """Return the name under which the votes of a printed card are kept."""
    return f"card-{number}"


def judgements(playbook: Playbook, stage: Stage) -> list[RoomJudgement]:
    """Return the judgements of everybody who voted in a shared play, nothing for hands."""
    activity = playbook.activity(stage.key)
    if not stage.shared or not isinstance(activity, Votable):
        return []
    return [found for ballot in stage.ballots for found in _of_ballot(playbook, stage, ballot)]


def _of_ballot(playbook: Playbook, stage: Stage, ballot: Ballot) -> list[RoomJudgement]:
    activity = playbook.activity(stage.key)
    assert isinstance(activity, Votable)  # noqa: S101 - looked at by the caller
    state = playbook.state(stage.key, stage.seed, stage.events[: ballot.step])
    first = ballot.rounds[0]
    chosen = {
        seat: (vote.choice, first.sure.get(seat), vote.seconds)
        for seat, vote in first.votes.items()
    }
    chosen |= {card_seat(number): (choice, None, 0.0) for number, choice in first.cards.items()}
    found = []
    for seat, (choice, sure, seconds) in chosen.items():
        name, _, value = choice.partition("=")
        judgement = activity.judged(state, Event(name, value), sure, seconds)
        if judgement is not None:
            at = first.opened_at + seconds
            found.append(RoomJudgement(stage.number, ballot.step, seat, stage.key, at, judgement))
    return found
