"""A real log in a folder of its own, a clock that is told the time, and the real content."""

from functools import cache

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.rules.programmes import ACTIVITY_KINDS, RECORD_OF, SHELVES
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.transcript import exemplars
from tppo_kit.settings import REPOSITORY
from tppo_kit.store.log import Log

SEAT = "AAAA-AAAA"


class Clock:
    """A clock that goes on by one second at each look."""

    def __init__(self, now=1_700_000_000.0):
        """Start at a time."""
        self.now = now

    def __call__(self):
        """Return the time, a second later than before."""
        self.now += 1
        return self.now


@pytest.fixture
def clock():
    """Give a clock that nobody waits for."""
    return Clock()


@pytest.fixture
def seat():
    """Give the code of the seat that the log knows."""
    return SEAT


@pytest.fixture
def log(tmp_path):
    """Give an open log with one seat."""
    made = Log(tmp_path / "log.sqlite3", patience=0.2)
    made.add_seat(SEAT, 1.0)
    yield made
    made.close()


@pytest.fixture(scope="session")
def catalogue():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


@pytest.fixture(scope="session")
def opened(catalogue):
    """Give a function from a key to its real activity."""
    return cache(lambda key: open_activity(key, catalogue))


@pytest.fixture(scope="session")
def keys(catalogue):
    """Give the keys of all real activities."""
    found = [
        f"{kind}:{name}"
        for kind in ACTIVITY_KINDS
        for name in catalogue.names(RECORD_OF.get(kind, kind))
    ]
    return [*SHELVES, *found]


@pytest.fixture(scope="session")
def walk(catalogue):
    """Give a function from an activity to the events of its first exemplar, clicks included."""

    def events(activity):
        _, found = next(exemplars(activity, catalogue))
        return [
            type(event)(event.name, event.value, click=f"c{number}")
            for number, event in enumerate(found)
        ]

    return events
