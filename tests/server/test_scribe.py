"""What waits together is saved together; each answer is taken in its turn and for itself."""

import asyncio
import contextlib
import sqlite3
import threading
import time

import pytest
from alone import run

from tppo_kit.errors import NotSaved, Refused
from tppo_kit.language import say
from tppo_kit.server.scribe import Scribe
from tppo_kit.sessions.room.host import RoomHost
from tppo_kit.sessions.seats import new_code
from tppo_kit.settings import load_settings
from tppo_kit.store.log import Log

PROGRAMME = "lokakarya-petugas-45"
EVENTS = "SELECT number, seat FROM room_events ORDER BY number"


@pytest.fixture
def host(tmp_path):
    """Give a room that is open, on a log of its own that soon gives up waiting."""
    log = Log(tmp_path / "log.sqlite3", patience=0.2)
    host = RoomHost(log, load_settings().data, time.time)
    host.open(PROGRAMME)
    yield host
    log.close()


@pytest.fixture
def scribe(host):
    """Give a scribe at work."""
    scribe = Scribe(host)
    yield scribe
    scribe.close()


def rows(host, query=EVENTS):
    """Return what another program reads in the log."""
    with contextlib.closing(sqlite3.connect(host.log.path)) as connection:
        return connection.execute(query).fetchall()


def hold(scribe):
    """Keep the scribe busy until the returned event is set, so that what follows waits together."""
    go, busy = threading.Event(), threading.Event()

    def wait():
        busy.set()
        go.wait(20)

    task = asyncio.ensure_future(scribe.do(wait))
    return go, busy, task


async def together(scribe, *jobs):
    """Do jobs in one saving and return what each gave, or its exception."""
    go, busy, task = hold(scribe)
    await asyncio.to_thread(busy.wait, 20)
    waiting = [asyncio.ensure_future(scribe.do(job)) for job in jobs]
    await asyncio.sleep(0)  # let each take its place in the queue
    go.set()
    await task
    return await asyncio.gather(*waiting, return_exceptions=True)


def refuse():
    """Refuse, as a job may."""
    raise Refused(say("There is nothing to end."))


def lose():
    """Fail as a disk may."""
    raise NotSaved(say("There is nothing to end."))


def test_jobs_run_in_their_order(host, scribe):
    """Who comes first sits first, and the log tells the same order."""
    seats = run(together(scribe, *[lambda: host.join(None)] * 30))

    assert [seat for _, seat in rows(host)] == seats
    assert [member.place for member in host.room.state.members.values()] == list(range(30))


def test_a_result_comes_only_after_it_is_saved(host, scribe):
    """Whoever is told of a seat finds it in the file, read by another program."""

    async def join():
        found = []
        for _ in range(5):
            seat = await scribe.do(lambda: host.join(None))
            found.append(seat in {saved for _, saved in rows(host)})
        return found

    assert run(join()) == [True] * 5


def test_a_refused_job_harms_no_other(host, scribe):
    """What is refused, broken or written already leaves its neighbours in the same saving alone."""
    code = new_code()

    def crash():
        host.rooms.add(host.room.record)  # is there already

    def half():
        host.log.add_seat(code, 1.0)
        raise ZeroDivisionError

    results = run(
        together(scribe, lambda: host.join(None), refuse, crash, half, lambda: host.join(None))
    )

    first, refused, overtaken, broken, last = results
    assert isinstance(refused, Refused)
    assert isinstance(overtaken, NotSaved)
    assert isinstance(broken, ZeroDivisionError)
    assert rows(host) == [(0, first), (1, last)]
    assert not host.log.has_seat(code)


def test_a_failed_saving_fails_all_of_it_and_the_next_works(host, scribe):
    """Nothing of a saving that failed is in file or room; the same jobs then succeed."""
    joins = [lambda: host.join(None)] * 3
    before = host.room

    lost = run(together(scribe, *joins, lose, *joins))
    after = host.room
    kept = run(together(scribe, *joins))

    assert [type(each) for each in lost] == [NotSaved] * 7
    assert after is before
    assert [seat for _, seat in rows(host)] == kept


def test_a_locked_log_loses_nothing_that_was_acknowledged(host, scribe):
    """While another program holds the file all are told so; a click sent again counts once."""

    async def click():
        return await asyncio.gather(
            *(scribe.do(lambda: host.do("", "pause", "", "one")) for _ in range(3)),
            return_exceptions=True,
        )

    with contextlib.closing(sqlite3.connect(host.log.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        lost = run(click())
        other.execute("ROLLBACK")
    again = run(click())

    assert [type(each) for each in lost] == [NotSaved] * 3
    assert again == [True, False, False]
    assert len(rows(host)) == 1


def test_somebody_who_has_gone_keeps_nobody_waiting(host, scribe):
    """A page that left before its answer came disturbs none of the others."""

    async def leave():
        go, busy, task = hold(scribe)
        await asyncio.to_thread(busy.wait, 20)
        gone = asyncio.ensure_future(scribe.do(lambda: host.join(None)))
        stays = asyncio.ensure_future(scribe.do(lambda: host.join(None)))
        await asyncio.sleep(0)
        gone.cancel()
        go.set()
        await task
        return await stays

    seat = run(leave())

    assert (1, seat) in rows(host)


def test_closing_finishes_what_waits(host):
    """What was handed in before the end is saved, then the thread is gone."""
    scribe = Scribe(host)

    async def close():
        go, busy, task = hold(scribe)
        await asyncio.to_thread(busy.wait, 20)
        waiting = [asyncio.ensure_future(scribe.do(lambda: host.join(None))) for _ in range(9)]
        await asyncio.sleep(0)
        closing = asyncio.ensure_future(asyncio.to_thread(scribe.close))
        go.set()
        await closing
        return await asyncio.gather(task, *waiting)

    seats = run(close())[1:]

    assert [seat for _, seat in rows(host)] == seats
    assert not scribe._thread.is_alive()
