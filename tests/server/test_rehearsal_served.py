"""Twelve simulated participants in a real server."""

import asyncio
import json
import re
import time
from collections import Counter

import pytest
from alone import run

from tppo_kit.server.rehearsal import Rehearsal

PROGRAMME = "lokakarya-petugas-45"
#: A second of a person lasts so long here.
PACE = 0.03
PATIENCE = 60


class Facilitator:
    """A console over raw HTTP."""

    def __init__(self, server):
        """Open the console with the PIN."""
        self.server = server
        self.device = server.visitor()
        pin = (server.answers / "pin").read_text(encoding="ascii").split()[0]
        assert self.device.ask("/pin", "POST", {"pin": pin}).status == 303

    def act(self, press, **fields):
        """Do something and return what the console shows."""
        headers = {"X-Requested-With": "room"}
        answer = self.device.ask("/console/act", "POST", {"press": press, **fields}, headers)
        assert answer.status == 200, answer.text
        return json.loads(answer.text)["html"]

    def seats(self, name="join"):
        """Return how often each seat did something in the latest room."""
        query = (
            "select seat from room_events where name = ? and room = "
            "(select id from rooms order by opened_at desc limit 1)"
        )
        return Counter(seat for (seat,) in self.server.rows(query, name))

    def wait(self, is_so):
        """Wait until something is so, or fail."""
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.fixture
def room(serve):
    """Give the console of a server of its own."""
    return Facilitator(serve().start())


@pytest.mark.server
def test_a_rehearsal_fills_the_room_and_survives_a_restart(room):
    """All but the late join by themselves and vote; after kill -9 the same seats come back."""
    room.act(f"room={PROGRAMME}", rehearsal="on")
    room.wait(lambda: len(room.seats()) == 11)
    room.act("block=2")
    room.act("stage=discuss - scenario:umrah-bersama-ibu")
    room.act("take=begin=")
    room.act("open=")
    room.wait(lambda: len(room.seats("vote")) > 2)
    before = room.seats()
    room.server.kill()
    room.server.start()
    room.wait(lambda: len(room.seats("vote")) == 10)

    assert room.seats() == before
    assert room.seats("vote").keys() < before.keys()
    assert "Traceback" not in room.server.log.read_text(encoding="utf-8")


@pytest.mark.server
def test_a_room_that_is_no_rehearsal_stays_empty(room):
    """Without the tick nobody joins, also after a rehearsal that was ended."""
    room.act(f"room={PROGRAMME}", rehearsal="on")
    room.wait(lambda: len(room.seats()) > 3)
    room.act("end=")
    room.act(f"room={PROGRAMME}")
    time.sleep(7)  # by then eleven would have joined

    assert room.seats() == {}


@pytest.mark.server
def test_the_whole_cast_plays_by_habit(room, tmp_path, caplog):
    """Faster than life: twelve seats in all, one goes and returns, one never answers."""
    caplog.set_level("INFO", "tppo_kit.server.rehearsal")
    room.act(f"room={PROGRAMME}")
    room.act("block=2")
    room.act("stage=discuss - quiz:pilih-bicara-desa")
    room.act("take=begin=")

    run(_played(room, tmp_path / "notes.json"))

    joined, answered = room.seats(), room.seats("vote")
    assert len(joined) == 12
    assert set(joined.values()) == {1}
    assert len(answered) == 11
    assert room.seats("sure")
    assert max(answered.values()) > 3  # who changes his mind votes twice
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert re.search(r"phone dying has gone[\s\S]*phone dying is back", said)
    assert not re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", said)
    assert not any(record.levelname == "ERROR" for record in caplog.records)
    assert len(json.loads((tmp_path / "notes.json").read_text(encoding="utf-8"))["seats"]) == 12


async def _played(room, notes):
    """Let the cast vote three times, then answer a survey alone."""
    rehearsal = Rehearsal(room.server.port, notes, PACE)
    rehearsal.start("room")
    try:
        for number in range(1, 4):
            await asyncio.to_thread(room.act, "open=")
            await asyncio.to_thread(room.wait, lambda wanted=number: _voted(room, wanted))
            await asyncio.sleep(30 * PACE)
            await asyncio.to_thread(room.act, "close=")
        await asyncio.to_thread(room.act, "stage=each - survey:reaksi")
        query = "select count(*) from results"
        await asyncio.to_thread(room.wait, lambda: room.server.rows(query) == [(11,)])
    finally:
        rehearsal.stop()
        # What still waits is answered, so that no line stays open.
        await asyncio.to_thread(room.act, "end=")
        await asyncio.sleep(0.5)


def _voted(room, number):
    """Tell whether so many have voted as will: in the first vote one is not there yet."""
    rounds = {}
    for seat, value in room.server.rows("select seat, value from room_events where name = 'vote'"):
        rounds.setdefault(value.split()[0], set()).add(seat)
    return len(rounds) == number and len([*rounds.values()][-1]) >= (10 if number == 1 else 11)
