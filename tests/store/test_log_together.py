"""Many writes in one saving: all or nothing, and one refused write undoes only itself."""

import threading
from contextlib import suppress

import pytest
from beside import FILE_ONLY
from sqlalchemy import event as listening

from tppo_kit.errors import NotSaved, Overtaken
from tppo_kit.records import Event
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord

SEAT = "AAAA-AAAA"
ROOM = RoomRecord("r1", "x", 1, rehearsal=False, opened_at=1.0)


def test_all_is_saved_in_one_transaction(log, attempt, beside):
    """Rooms, events, seats and attempts wait for the disk once, at the end."""
    ends = []
    listening.listen(log._engine, "commit", ends.append)
    rooms = RoomLog(log)
    with log.together():
        rooms.add(ROOM)
        for number in range(50):
            rooms.append("r1", number, RoomEvent("", "open"))
        log.add_seat("CCCC-CCCC", 2.0)
        log.append(attempt(), 0, Event("begin", at=1.0))
        assert ends == []
        assert "CCCC-CCCC" not in beside.seats()

    assert len(ends) == 1
    assert "CCCC-CCCC" in beside.seats()
    assert (len(rooms.events("r1")), len(log.events("one"))) == (50, 1)


def test_what_was_written_inside_is_read_inside(log):
    """Not yet saved, and seen by this thread alone."""
    rooms, seen = RoomLog(log), []
    with log.together():
        rooms.add(ROOM)
        rooms.append("r1", 0, RoomEvent("", "open"))
        other = threading.Thread(target=lambda: seen.append(rooms.events("r1")))
        other.start()
        other.join()
        assert rooms.open_at(100.0) == ROOM
        assert len(rooms.events("r1")) == 1

    assert seen == [[]]


@pytest.mark.parametrize("fault", [RuntimeError, KeyError, KeyboardInterrupt])
def test_after_a_fault_nothing_of_it_is_there(log, fault, beside):
    """Whatever went wrong inside; the next saving works as ever."""

    def fail():
        with log.together():
            log.add_seat("CCCC-CCCC", 2.0)
            with log.writing():
                log.add_seat("DDDD-DDDD", 2.0)
            raise fault

    with pytest.raises(fault):
        fail()
    assert beside.seats() == {SEAT}

    with log.together():
        log.add_seat("EEEE-EEEE", 2.0)
    assert beside.seats() == {SEAT, "EEEE-EEEE"}


def test_a_refused_write_undoes_only_itself(log, beside):
    """A taken code and a number that is there already: told, and all others are saved."""
    rooms = RoomLog(log)
    with log.together():
        rooms.add(ROOM)
        assert log.add_seat("CCCC-CCCC", 2.0)
        assert not log.add_seat(SEAT, 2.0)
        rooms.append("r1", 0, RoomEvent("", "open"))
        with pytest.raises(Overtaken):
            rooms.append("r1", 0, RoomEvent("", "close"))
        rooms.append("r1", 1, RoomEvent("", "close"))

    assert beside.seats() == {SEAT, "CCCC-CCCC"}
    assert [event.name for event in rooms.events("r1")] == ["open", "close"]


def test_writes_that_belong_together_are_undone_together(log, beside):
    """A job of several writes that fails leaves none of them, and the jobs beside it stay."""
    with log.together():
        with suppress(ValueError), log.writing():
            log.add_seat("CCCC-CCCC", 2.0)
            raise ValueError
        with log.writing():
            log.add_seat("DDDD-DDDD", 2.0)

    assert beside.seats() == {SEAT, "DDDD-DDDD"}


def test_while_another_program_holds_the_log_nothing_is_taken(log, beside):
    """A sentence, before anything was done; afterwards it works."""
    done = []

    def save():
        with log.together():
            done.append(log.add_seat("CCCC-CCCC", 2.0))

    with beside.held(), pytest.raises(NotSaved) as told:
        save()
    assert "another program" in told.value.message.render("en")
    assert done == []

    save()

    assert done == [True]


@FILE_ONLY
def test_a_full_disk_loses_the_whole_and_says_so(log, beside):
    """The sentence names the disk, nothing is half written, and with space it is all taken."""
    rooms = RoomLog(log)
    rooms.add(ROOM)
    with log.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")

    def save(number):
        with log.together():
            for each in range(number):
                with log.writing():
                    rooms.append("r1", each, RoomEvent("", "inject", "x" * 900, 1.0))

    with pytest.raises(NotSaved) as told:
        save(200)
    assert "disk is full" in told.value.message.render("en")
    assert rooms.events("r1") == []
    assert beside.is_sound()
    save(2)
    assert len(rooms.events("r1")) == 2


def test_two_threads_and_another_program_lose_nothing(opener, beside):
    """One thread saves together, one alone, another connection too; all of it is there."""
    log, other = opener(patience=20), opener(patience=20)
    rooms = RoomLog(log)
    rooms.add(ROOM)
    faults = []

    def watched(work):
        def run():
            try:
                work()
            except Exception as error:  # noqa: BLE001 - told below
                faults.append(error)

        return threading.Thread(target=run)

    def together():
        for batch in range(10):
            with log.together():
                for number in range(10):
                    rooms.append("r1", batch * 10 + number, RoomEvent("", "open"))

    workers = [
        watched(together),
        watched(lambda: [log.add_seat(f"L-{number}", 1.0) for number in range(30)]),
        watched(lambda: [other.add_seat(f"O-{number}", 1.0) for number in range(30)]),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert faults == []
    assert len(rooms.events("r1")) == 100
    assert len(beside.seats()) == 60
