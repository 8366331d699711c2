"""Killed processes, full disks and locked files: what was acknowledged is there, all else is not.

A full disk is a file that may not grow, by SQLite's own limit and by that of the system; what
a server says when its disk is full is in test_faults.py.
"""

import os
import random
import signal
import subprocess
import threading
from contextlib import ExitStack

import pytest
from beside import FILE_ONLY
from sqlalchemy import event as listening

from tppo_kit.errors import NotSaved, Overtaken
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event
from tppo_kit.store.log import Log

SEAT = "AAAA-AAAA"
WRITER = """
import sys
from tppo_kit.records import Event
from tppo_kit.store.attempts import Attempt
from tppo_kit.settings import load_settings
from tppo_kit.store.log import Log

log = Log(load_settings().database)
attempt = Attempt(sys.argv[1], "AAAA-AAAA", "quiz:" + sys.argv[1], "f" * 12, 5, 1.0)
number = len(log.events(attempt.id))
print("ready", flush=True)
while True:
    log.append(attempt, number, Event("choose", "v" * (number % 200), number, f"c{number}"))
    number += 1
    print(number, flush=True)
"""


def write_until_killed(beside, name, acknowledged):
    """Start a process that writes events, kill it after so many answers, return the last one."""
    with subprocess.Popen(
        **beside.command(WRITER, name), stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout.readline() == "ready\n"
        last = 0
        for _ in range(acknowledged):
            last = int(writer.stdout.readline())
        os.kill(writer.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        rest = writer.stdout.read().splitlines(keepends=True)
    return max([last, *(int(line) for line in rest if line.endswith("\n"))])


def test_a_killed_writer_loses_nothing_it_acknowledged(log, opener, beside):
    """At ten random moments: all acknowledged events are there, in order, and at most one more."""
    chance = random.Random()
    known = 0
    for _ in range(10):
        known = max(known, write_until_killed(beside, "killed", chance.randrange(40)))

        found = opener(patience=5).events("killed")

        assert len(found) - known in {0, 1}
        for number, event in enumerate(found):
            assert event == Event("choose", "v" * (number % 200), number, f"c{number}")
        assert beside.is_sound()
        known = len(found)
    assert known > 20


def test_a_killed_writer_does_not_disturb_another(log, attempt, beside):
    """While one process is killed in the middle of writing, another one writes on."""
    write_until_killed(beside, "killed", 3)

    log.append(attempt(), 0, Event("begin", at=1.0, click="x"))

    assert len(log.events("one")) == 1
    assert len(log.events("killed")) >= 3


def test_a_locked_log_is_a_sentence_and_nothing_is_lost(log, attempt, beside):
    """While another program holds the log nothing is taken; afterwards the same answer is."""
    log.append(attempt(), 0, Event("begin", at=1.0, click="x"))
    with beside.held():
        with pytest.raises(NotSaved) as told:
            log.append(attempt(), 1, Event("choose", "a", 2.0, "y"))
        reading = log.events("one")

    assert not isinstance(told.value, Overtaken)
    assert len({told.value.message.render(language) for language in LANGUAGES}) == 2
    assert len(reading) == 1
    log.append(attempt(), 1, Event("choose", "a", 2.0, "y"))
    assert [event.value for event in log.events("one")] == ["", "a"]


def test_a_short_lock_is_waited_out(opener, log, attempt, beside):
    """A program that holds the log for a moment costs patience, not the answer."""
    patient = opener(patience=10)
    held = ExitStack()
    held.enter_context(beside.held())
    release = threading.Timer(0.2, held.close)
    release.start()

    patient.append(attempt(), 0, Event("begin", at=1.0, click="x"))

    release.join()
    assert len(log.events("one")) == 1


def fill(log, attempt):
    """Append events until the log takes no more; return the sentence and how many it took."""
    for number in range(5000):
        try:
            log.append(attempt, number, Event("choose", "v" * 200, number, f"c{number}"))
        except NotSaved as told:
            return told.message, number
    return None, 5000


@FILE_ONLY
def test_a_full_disk_is_a_sentence_and_nothing_is_lost(log, opener, attempt, beside):
    """What was taken before is whole; nothing half is there; with space it goes on."""
    small = opener()

    @listening.listens_for(small._engine, "connect")
    def limit(connection, _record):
        connection.execute("PRAGMA max_page_count = 40")

    small.close()
    message, taken = fill(small, attempt())

    assert taken > 5
    assert "full" in message.render("en")
    assert message.render("id") != message.render("en")
    assert len(log.events("one")) == taken
    assert beside.is_sound()
    log.append(attempt(), taken, Event("choose", "", 1.0, "more"))
    assert len(log.events("one")) == taken + 1


LIMITED = """
import resource, sys
from tppo_kit.errors import NotSaved
from tppo_kit.records import Event
from tppo_kit.store.attempts import Attempt
from tppo_kit.settings import load_settings
from tppo_kit.store.log import Log

log = Log(load_settings().database, 0.1)
attempt = Attempt("one", "AAAA-AAAA", "quiz:x", "f" * 12, 5, 1.0)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
number = 0
try:
    while True:
        log.append(attempt, number, Event("choose", "v" * 200, number, f"c{number}"))
        number += 1
except NotSaved as told:
    print(number, told.message.render("en"))
"""


@FILE_ONLY
@pytest.mark.skipif(os.name == "nt", reason="the limit is one of POSIX")
@pytest.mark.parametrize("size", [200_000, 300_001, 400_000])
def test_a_system_that_writes_no_more_is_a_sentence(log, attempt, size, beside):
    """When the system refuses to write, what was acknowledged is whole and the rest is not there."""
    said = subprocess.run(
        **beside.command(LIMITED, str(size)), capture_output=True, text=True, check=True
    )
    number, _, sentence = said.stdout.partition(" ")

    assert "full" in sentence
    assert len(log.events("one")) == int(number) > 0
    assert beside.is_sound()
    log.append(attempt(), int(number), Event("choose", "", 1.0, "more"))
    assert len(log.events("one")) == int(number) + 1


def test_a_seat_that_cannot_be_saved_is_not_said_to_be_taken(log, opener, beside):
    """A locked log is a fault to tell, not a code that is in use."""
    with beside.held(), pytest.raises(NotSaved):
        log.add_seat("CCCC-CCCC", 1.0)
    assert not log.has_seat("CCCC-CCCC")


def test_many_writers_at_once_lose_nothing(log, beside):
    """Four kernels that write into one log at the same time all get every answer in."""
    names = [f"w{number}" for number in range(4)]
    known = {}

    def write(name):
        known[name] = write_until_killed(beside, name, 15)

    threads = [threading.Thread(target=write, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(known) == set(names)
    for name in names:
        assert 15 <= known[name] <= len(log.events(name)) <= known[name] + 1
    assert beside.is_sound()


@FILE_ONLY
def test_a_log_copied_while_open_can_be_read(log, attempt, tmp_path):
    """A copy of the three files, as a backup makes it, holds what was acknowledged."""
    for number in range(5):
        log.append(attempt(), number, Event("choose", "a", number, f"c{number}"))
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in log.path.parent.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())

    copied = Log(copy / log.path.name)

    assert copied.events("one") == log.events("one")
    copied.close()
