"""The state of a practice: immutable, hashable, and empty at the start."""

from dataclasses import FrozenInstanceError

import pytest

from tppo_kit.activities.practice.picks import Pick, Trace
from tppo_kit.activities.practice.state import PracticeState, Stage


def test_a_state_starts_at_the_cover_and_cannot_be_changed():
    """Nothing is asked yet, and nobody can write into a state."""
    state = PracticeState(5)

    assert (state.stage, state.picks, state.answers) == (Stage.COVER, (), ())
    with pytest.raises(FrozenInstanceError):
        state.place = "desa"


def test_equal_states_are_one_key():
    """States can be put into sets, so that replays can be compared."""
    picks = (Pick("T-REK-01", "+", 0, 1, Trace(1.0, 5.0, 2)),)

    assert len({PracticeState(1, picks=picks), PracticeState(1, picks=picks)}) == 1
