"""A locked log and a full disk give a sentence, and nothing is half written."""

import contextlib
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

pytestmark = pytest.mark.server
CASE = "scenario:liburan-sepuluh-hari"
CHOICES = ["tanya-terbuka", "bicara-terpisah", "buka"]
LOCKED = "program lain"
FULL = "penuh"
SCENE = "Diajak Tante jalan-jalan"
needs_limits = pytest.mark.skipif(
    not hasattr(psutil.Process, "rlimit"), reason="only Linux can limit a running process"
)


@contextlib.contextmanager
def locked(server):
    """Hold the log as another program might."""
    with contextlib.closing(sqlite3.connect(server.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextlib.contextmanager
def full(process):
    """Let a process write not a byte more to any file, as on a full disk."""
    before = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (1, before[1]))
    yield
    with contextlib.suppress(psutil.NoSuchProcess):
        process.rlimit(psutil.RLIMIT_FSIZE, before)


def begin(learner):
    """Open the case and take the first step."""
    learner.press("desk-open", CASE)
    learner.press("begin")
    learner.press("choose", CHOICES[0])


def check_sound(server, code):
    """Assert that the log is whole and holds the events of a seat once each."""
    query = "SELECT number, value FROM events JOIN attempts ON id = attempt WHERE seat = ?"

    assert server.rows(f"{query} ORDER BY number", code) == list(enumerate(["", *CHOICES]))
    assert server.rows("PRAGMA integrity_check") == [("ok",)]
    assert server.rows("PRAGMA foreign_key_check") == []


def refused(server):
    """Try to take a seat and return the page that says why not."""
    visitor = server.visitor()
    answer = visitor.ask("/seat", "POST", form={})
    assert visitor.card is None
    assert answer.status >= 400
    assert answer.why_no_sentence() is None
    return answer.prose


def test_a_locked_log_is_a_sentence_and_then_goes_on(own, learn):
    """While another program holds the log, a step is not taken and says so; then it is taken."""
    visitor = own.visitor()
    code = visitor.sit_down()
    learner = learn(visitor)
    begin(learner)
    seats = own.rows("SELECT count(*) FROM seats")

    with locked(own), ThreadPoolExecutor(1) as taps:
        tap = taps.submit(refused, own)
        told = learner.press("choose", CHOICES[1])
        home = tap.result()
    again = learner.press("choose", CHOICES[1])
    learner.press("choose", CHOICES[2])

    assert LOCKED in told
    assert 'role="alert"' in told
    assert SCENE in told
    assert LOCKED in home
    assert 'role="alert"' not in again
    assert own.rows("SELECT count(*) FROM seats") == seats
    check_sound(own, code)


def test_waiting_for_a_locked_log_stops_nobody_else(own):
    """While one person's tap waits for the log, other people's pages are answered at once."""
    slowest = 0.0

    with locked(own), ThreadPoolExecutor(1) as taps:
        waiting = taps.submit(refused, own)
        while not waiting.done():
            began = time.monotonic()
            assert own.visitor().ask("/").status == 200
            slowest = max(slowest, time.monotonic() - began)
            with contextlib.suppress(TimeoutError):
                waiting.result(0.2)

    assert LOCKED in waiting.result()
    assert slowest < 2.5


@needs_limits
def test_a_full_disk_is_a_sentence_and_then_goes_on(own, learn):
    """Without a byte of space a step is not taken and says so; with space it is taken."""
    visitor = own.visitor()
    code = visitor.sit_down()
    learner = learn(visitor)
    begin(learner)
    kernel = own.kernel(learner.kernel)
    seats = own.rows("SELECT count(*) FROM seats")

    with full(kernel), full(psutil.Process(own.process.pid)):
        told = learner.press("choose", CHOICES[1])
        home = refused(own)
    again = learner.press("choose", CHOICES[1])
    learner.press("choose", CHOICES[2])

    assert FULL in told
    assert SCENE in told
    assert 'role="alert"' in told
    assert FULL in home
    assert 'role="alert"' not in again
    assert own.rows("SELECT count(*) FROM seats") == seats
    check_sound(own, code)


@needs_limits
def test_a_kernel_that_dies_on_a_full_disk_leaves_a_whole_log(own, learn):
    """Full disk, then kill -9 of everything: the next start is at the last saved step."""
    visitor = own.visitor()
    code = visitor.sit_down()
    learner = learn(visitor)
    begin(learner)
    with full(own.kernel(learner.kernel)):
        learner.press("choose", CHOICES[1])
        own.end()
    own.start()

    again = learn(visitor)
    again.press("desk-open", CASE)
    for choice in CHOICES[1:]:
        again.press("choose", choice)

    assert 'role="alert"' not in again.html
    check_sound(own, code)
