"""The state of a shift: immutable, hashable, and empty at the start."""

from dataclasses import FrozenInstanceError

import pytest

from tppo_kit.activities.shift.state import Looks, ShiftState, Stage


def test_a_state_starts_at_the_cover_and_cannot_be_changed():
    """Nothing has been looked at, and nobody can write into a state."""
    state = ShiftState(5)

    assert (state.stage, state.looks, state.decisions) == (Stage.COVER, Looks(), ())
    with pytest.raises(FrozenInstanceError):
        state.minutes = 3


def test_equal_states_are_one_key():
    """States can be put into sets, so that replays can be compared."""
    assert {ShiftState(1), ShiftState(1), ShiftState(2)} == {ShiftState(2), ShiftState(1)}
