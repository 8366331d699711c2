"""What travels in a packet of a room, of a stretch of time, and in a backup under load."""

import contextlib
import random
import sys
import threading
from pathlib import Path

import pytest
from beside import FILE_ONLY
from packets import DAY, HOUR, LATER, OPENED, SEATS, attempt, content, empty, fill, room

from tppo_kit.activities.habits import offered
from tppo_kit.errors import NotFound, NotSaved, Refused
from tppo_kit.records import Event
from tppo_kit.sessions.room.host import RoomHost
from tppo_kit.settings import REPOSITORY
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.judged import judged
from tppo_kit.store.log import Log
from tppo_kit.store.merging import merge, restore
from tppo_kit.store.packet import Scope, read
from tppo_kit.store.packing import last_room, pack
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord

# The ways to drive a real room lie beside the tests of rooms.
sys.path.insert(0, str(Path(__file__).parents[1] / "sessions" / "room"))

from hosting import choices, console


@pytest.fixture
def full(log):
    """Give a log with some of everything."""
    empty(log)
    fill(log)
    return log


def rows(path):
    """Return what a packet holds by table."""
    found = {}
    for table, row in read(path).rows():
        found.setdefault(table.name, []).append(tuple(row))
    return found


def test_a_room_travels_with_what_was_done_in_it(full, tmp_path):
    """Its events, judgements, seats and attempts; nothing of another room or of learning alone."""
    file = tmp_path / "room.tppo"
    counts = pack(full, file, Scope(room="r1"), LATER)
    found, every = rows(file), content(full)

    assert [row[0] for row in found["rooms"]] == ["r1"]
    assert found["room_events"] == [row for row in every["room_events"] if row[0] == "r1"]
    assert found["room_judgements"] == [row for row in every["room_judgements"] if row[0] == "r1"]
    assert [row[0] for row in found["attempts"]] == ["b1", "b2"]
    assert {row[0] for row in found["events"]} == {"b1", "b2"}
    assert [row[0] for row in found["results"]] == ["b1", "b2"]
    assert found["seats"] == every["seats"]
    assert found["deleted"] == every["deleted"]
    assert counts == {name: len(found.get(name, [])) for name in counts}


def test_since_a_moment_attempts_travel_whole(full, tmp_path):
    """Whoever goes on with an old attempt sends all of it; what rested stays at home."""
    file = tmp_path / "since.tppo"
    at = 15 * DAY + 4
    pack(full, file, Scope(since=at), LATER)
    found = rows(file)

    assert [row[0] for row in found["attempts"]] == ["a2", "a3", "b1", "b2"]
    assert [row[1] for row in found["events"] if row[0] == "a3"] == [0, 1, 2, 3, 4]
    assert [row[0] for row in found["rooms"]] == ["r1"]


def test_a_rehearsal_travels_only_in_a_backup(full, tmp_path):
    """Neither by its name nor in a stretch of time."""
    with pytest.raises(Refused, match="rehearsal"):
        pack(full, tmp_path / "trial.tppo", Scope(room="trial"), LATER)
    for name, scope in (("since", Scope(since=1.0)), ("all", Scope())):
        pack(full, tmp_path / name, scope, LATER)
    since, every = rows(tmp_path / "since"), rows(tmp_path / "all")

    for table, place in (("rooms", 0), ("room_events", 0), ("room_judgements", 0), ("attempts", 8)):
        assert "trial" not in {row[place] for row in since[table]}
        assert "trial" in {row[place] for row in every[table]}


def test_a_room_that_goes_on_waits_for_its_end(full, tmp_path):
    """It is packed when it was ended, or some hours after its opening."""
    room(full, "r2", LATER, ended=False)
    attempt(full, "late", SEATS[0], LATER + 5, activity="test:c", room="r2")
    with pytest.raises(Refused, match="still running"):
        pack(full, tmp_path / "room.tppo", Scope(room="r2"), LATER + HOUR)
    pack(full, tmp_path / "since.tppo", Scope(since=LATER - 1.0), LATER + HOUR)
    assert last_room(full, LATER + HOUR) == "r1"
    RoomLog(full).append("r2", 7, RoomEvent("", "end", "", LATER + 99))
    pack(full, tmp_path / "ended.tppo", Scope(room="r2"), LATER + HOUR)

    assert "attempts" not in rows(tmp_path / "since.tppo")
    assert [row[0] for row in rows(tmp_path / "ended.tppo")["attempts"]] == ["late"]
    assert last_room(full, LATER + HOUR) == "r2"


def test_an_unknown_room_is_refused_with_the_names_of_the_last(full, tmp_path):
    """Nobody knows the name of a room by heart; rehearsals are not named."""
    with pytest.raises(NotFound, match="are: r1") as told:
        pack(full, tmp_path / "room.tppo", Scope(room="r9"), LATER)

    assert "trial" not in told.value.message.render("en")
    assert list(tmp_path.glob("*.tppo")) == []


def test_nothing_is_not_packed(log, tmp_path):
    """A backup of an empty place would be a false comfort."""
    empty(log)
    with pytest.raises(NotFound, match="nothing to pack"):
        pack(log, tmp_path / "all.tppo", Scope(), LATER)
    with pytest.raises(NotFound, match="No workshop"):
        last_room(log, LATER)


def test_a_backup_under_load_is_one_moment(full, another, tmp_path):
    """Each saving is in it whole or not at all, and all that was saved before it began is in it."""
    stop, saved = threading.Event(), [set() for _ in range(3)]
    RoomLog(full).add(RoomRecord("r2", "x", 1, rehearsal=False, opened_at=OPENED))

    def write(number):
        while not stop.is_set():
            made = new_attempt(SEATS[number], f"quiz:{number}", "f", LATER, len(saved[number]) + 1)
            try:
                with full.together():
                    for step in range(4):
                        full.append(made, step, Event("choose", at=LATER))
            except NotSaved:  # another writer was in the way for too long
                continue
            saved[number].add(made.id)

    threads = [threading.Thread(target=write, args=[number]) for number in range(3)]
    for each in threads:
        each.start()
    files, before = [], []
    while len(files) < 3 or sum(map(len, saved)) < 20:
        before.append({name for own in saved for name in own.copy()})
        files.append(tmp_path / f"{len(files)}.tppo")
        pack(full, files[-1], Scope(), LATER)
    stop.set()
    for each in threads:
        each.join()

    for file, names in zip(files, before, strict=True):
        found = rows(file)
        present = {row[0] for row in found["attempts"]}
        assert names <= present
        steps = [row[0] for row in found["events"]]
        assert all(steps.count(name) == 4 for name in present if len(name) > 2)
    again = tmp_path / "again.tppo"
    with contextlib.closing(Log(another.database)) as other:
        restore(other, files[-1])
        pack(other, again, Scope(), LATER)
    assert again.read_bytes() == files[-1].read_bytes()


class RealRoom:
    """A workshop as twenty phones play it, with chance for choices, clicks and times."""

    def __init__(self, log):
        """Open the room and let everybody in."""
        self.chance = random.Random(3)
        self.now = OPENED
        self.host = RoomHost(log, REPOSITORY / "data", self.clock)
        self.host.open("lokakarya-petugas-45", place="desa-a")
        self.seats = [self.host.join(None) for _ in range(20)]

    def clock(self):
        """Return the time, up to two seconds later than before."""
        self.now += self.chance.uniform(0.1, 2)
        return self.now

    def press(self, seat, press):
        """Press on a phone; the page draws the name of the click."""
        click = f"{self.chance.getrandbits(64):016x}"
        self.host.press(seat, self.host.mark_for(seat), press, click)

    def vote(self):
        """Play a quiz together: vote, say how sure, take the answer, go on."""
        console(self.host, "block=3", "stage=together - quiz:kasus-a-1", "take=begin=")
        for _ in range(4):
            console(self.host, "open=")
            for seat in self.seats:
                self.press(seat, self.chance.choice(choices(self.host)))
                self.press(seat, f"confidence={self.chance.randrange(50, 101, 10)}")
            console(self.host, "close=", f"take={choices(self.host)[0]}", "take=next=")

    def test(self):
        """Let everybody take their form to its end."""
        console(self.host, "stage=each before test:kasus-a-1 test:kasus-b-1")
        for seat in self.seats:
            solo = self.host.solo(seat, self.host.room.state.stage)
            while not solo.finished:
                event = self.chance.choice(offered(solo.view()))
                self.press(seat, f"{event.name}={event.value}")


@FILE_ONLY
def test_a_real_room_takes_a_few_kilobytes_a_seat(log, tmp_path):
    """Twenty seats, a quiz by vote and a test alone: the packet gives the same judgements."""
    empty(log)
    with log.together():
        real = RealRoom(log)
        real.vote()
        real.test()
        console(real.host, "end=")
    file = tmp_path / "room.tppo"
    pack(log, file, Scope(room=last_room(log, real.now)), real.now)
    told = list(judged(log))
    size = file.stat().st_size / len(real.seats)
    empty(log)
    merge(log, file, real.now)

    assert told == list(judged(log))
    assert {each.seat for each in told} == set(real.seats)
    assert size < 4096
