"""What the console puts first, at each moment of a shared play."""

import pytest

from tppo_kit.sessions.room.actions import actions_now
from tppo_kit.sessions.room.showing import asked_now


def actions(room):
    """Return what can be done with the running play, in Indonesian."""
    asked = asked_now(room.playbook, room.stage, "id")
    return actions_now(room, room.stage, asked, "id")


def primary(room):
    """Return what is marked as the next thing to do."""
    return [action.press for action in actions(room) if action.style == "primary"]


def test_a_cover_is_left_with_one_button(room):
    """Nobody votes on beginning."""
    room.do("block=3", "stage=together - scenario:liburan-sepuluh-hari")

    assert primary(room) == ["take=begin="]


def test_a_question_is_opened_closed_and_decided(case):
    """First the vote, then its end, then the choice with most votes."""
    assert primary(case) == ["open="]

    case.do("open=")
    assert primary(case) == ["close="]

    case.vote("A", 1).vote("B", 1).vote("C", 0).do("close=")
    assert primary(case) == [f"take={case.choices()[1]}"]


def test_a_tie_marks_both(case):
    """The facilitator decides between equals."""
    case.do("open=").vote("A", 0).vote("B", 1).do("close=")

    assert primary(case) == [f"take={choice}" for choice in case.choices()[:2]]


def test_a_discussion_talks_before_it_goes_on(room):
    """After the first vote comes the talk, after the talk the second vote, then the decision."""
    room.do("block=3", "stage=discuss - scenario:liburan-sepuluh-hari", "take=begin=", "open=")
    room.vote("A", 0).do("close=")
    assert primary(room) == ["talk="]

    room.do("talk=")
    assert primary(room) == ["open="]

    room.do("open=").vote("A", 1).do("close=")
    assert primary(room) == [f"take={room.choices()[1]}"]


def test_deciding_without_a_vote_is_folded_away(case):
    """Before a vote each choice can still be taken, for a hall without phones, but not first."""
    folded = [action.press for action in actions(case) if action.style == "folded"]

    assert folded == [f"take={choice}" for choice in case.choices()]


@pytest.mark.parametrize("moved", [False, True])
def test_stepping_back_is_offered_after_a_step(room, moved):
    """At the beginning there is nothing to step back to."""
    room.do("block=3", "stage=together - scenario:liburan-sepuluh-hari")
    if moved:
        room.do("take=begin=")

    assert ("back=" in [action.press for action in actions(room)]) == moved
