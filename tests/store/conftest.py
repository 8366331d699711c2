"""An open log in a folder of its own, and small records to write into it."""

import pytest

from tppo_kit.records import Judgement, Outcome
from tppo_kit.store.attempts import Attempt
from tppo_kit.store.log import Log

SEAT = "AAAA-AAAA"


@pytest.fixture
def path(tmp_path):
    """Give the place of a database that is not there yet."""
    return tmp_path / "answers" / "log.sqlite3"


@pytest.fixture
def opener(path):
    """Give a function that opens the log, as each process does; all are closed at the end."""
    opened = []

    def open_log(patience=0.1):
        opened.append(Log(path, patience))
        return opened[-1]

    yield open_log
    for log in opened:
        log.close()


@pytest.fixture
def log(opener):
    """Give an open log with one seat."""
    made = opener()
    made.add_seat(SEAT, 1.0)
    return made


@pytest.fixture
def attempt():
    """Give a function that makes an attempt of the seat."""

    def make(name="one", *, activity="quiz:x", started=10.0, seat=SEAT):
        return Attempt(name, seat, activity, "f" * 12, 5, started)

    return make


@pytest.fixture
def outcome():
    """Give an outcome with one judgement, every field filled."""
    judgement = Judgement(
        kind="vignette",
        subject="ada-apa",
        fingerprint="0123456789ab",
        signs=("T-REK-01", "T-DOK-02"),
        right="refer",
        chosen="inform",
        correct=False,
        signal=True,
        called=False,
        confidence=70,
        seconds=3.25,
    )
    return Outcome((judgement,), 0.5, 3.0, "mixed")
