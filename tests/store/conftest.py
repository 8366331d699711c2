"""An open log, once as a file and once in PostgreSQL, and small records to write into it."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from beside import Beside
from cluster import running_cluster

from tppo_kit.records import Judgement, Outcome
from tppo_kit.store.attempts import Attempt
from tppo_kit.store.log import Log

SEAT = "AAAA-AAAA"


@pytest.fixture(scope="session")
def cluster():
    """Give a running PostgreSQL; where there can be none the tests fail and say what to install."""
    try:
        with running_cluster() as made:
            yield made
    except LookupError as missing:
        pytest.fail(str(missing))


@pytest.fixture
def path(tmp_path):
    """Give the place of a file of SQLite that is not there yet."""
    return tmp_path / "answers" / "tppo-kit.sqlite3"


@pytest.fixture(params=["file", "postgresql"])
def database(request, path):
    """Give a database that is not in use yet, by its path or by its URL."""
    if request.param == "file":
        yield path
        return
    with request.getfixturevalue("cluster").database() as url:
        yield url


@pytest.fixture
def beside(request, database):
    """Give another program that looks at the same database."""
    served = not isinstance(database, Path)
    return Beside(database, request.getfixturevalue("cluster") if served else None)


@pytest.fixture
def another(beside, tmp_path):
    """Give one more database of the same kind, not in use yet, and who looks at it."""
    if not beside.served:
        yield Beside(tmp_path / "another" / "tppo-kit.sqlite3")
        return
    with beside.cluster.database() as url:
        yield Beside(url, beside.cluster)


@pytest.fixture
def opener(database):
    """Give a function that opens the log, as each process does; all are closed at the end."""
    opened = []

    def open_log(patience=0.1):
        opened.append(Log(database, patience))
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
