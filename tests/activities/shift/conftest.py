"""Both stations of the repository, opened once."""

import pytest

from tppo_kit.records import Event
from tppo_kit.sessions.library import open_activity

STATIONS = ["loket-paspor", "pos-pemeriksaan"]


@pytest.fixture(scope="session", params=STATIONS)
def shift(request, catalogue):
    """Give each station as an activity."""
    return open_activity(f"shift:{request.param}", catalogue)


@pytest.fixture(scope="session")
def counter(catalogue):
    """Give the passport counter as an activity."""
    return open_activity("shift:loket-paspor", catalogue)


@pytest.fixture(scope="session")
def walked():
    """Give a function from an activity and events written as name or name=value to a state."""

    def walk(activity, *written, seed=1, state=None):
        state = state or activity.start(seed)
        for number, one in enumerate(written):
            name, _, value = one.partition("=")
            state = activity.apply(state, Event(name, value, at=float(number)))
        return state

    return walk
