"""Where a room stands: records that are never changed, and what can be read from them."""

import copy
from dataclasses import FrozenInstanceError

import pytest

from tppo_kit.sessions.room.state import Member, RoomState, Round, Vote


def test_an_old_state_stays_as_it_was(case):
    """No event reaches into the state before it, so it may be read from anywhere."""
    kept = []
    for press, seat in (
        ("deck=3", ""),
        ("open=", ""),
        ("join=", "D"),
        ("hands=A:2", ""),
        ("cards=1:A", ""),
        ("close=", ""),
        ("open=", ""),
        ("close=", ""),
        (f"take={case.choices()[0]}", ""),
        ("back=", ""),
        ("end=", ""),
    ):
        kept.append((case.state, copy.deepcopy(case.state)))
        case.do(press, seat=seat)

    assert all(state == copied for state, copied in kept)
    with pytest.raises(FrozenInstanceError):
        case.state.live = True


def test_counts_add_phones_hands_and_cards():
    """Each vote, each hand and each card is one."""
    round_ = Round(
        1.0,
        votes={"A": Vote("x", 1), "B": Vote("y", 2)},
        hands={"x": 5},
        cards={1: "y", 2: "z"},
    )

    assert round_.counts() == {"x": 6, "y": 2, "z": 1}
    assert Round(1.0).counts() == {}


@pytest.mark.parametrize("tables", [1, 3, 7])
def test_everybody_sits_at_one_table(tables):
    """Tables are filled in turn, so that they differ by one person at most."""
    members = {str(place): Member(str(place), place, 0.0) for place in range(20)}
    state = RoomState(members=members, table_count=tables)
    seated = [state.at_table(table) for table in range(1, tables + 1)]

    assert sorted(each.place for people in seated for each in people) == list(range(20))
    assert max(map(len, seated)) - min(map(len, seated)) <= 1
    assert all(state.table_of(each.seat) == n for n, at in enumerate(seated, 1) for each in at)


def test_the_present_question_is_the_one_after_the_last_step(case):
    """Ballots of earlier questions are kept, but not taken for the present one."""
    assert (case.stage.ballot, case.stage.round) == (None, None)
    first = case.choices()[0]
    case.do("open=").vote("A", 0).do("close=", f"take={first}")

    assert (case.stage.ballot, case.stage.round) == (None, None)
    assert [ballot.step for ballot in case.stage.ballots] == [1]
    assert (case.stage.key, case.stage.shared) == (case.stage.keys[0], True)
