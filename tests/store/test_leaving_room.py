"""A real room replays as before after one of its seats was deleted."""

import sys
from pathlib import Path

import pytest
from beside import FILE_ONLY

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Workshop
from tppo_kit.sessions.room.host import RoomHost
from tppo_kit.sessions.room.playbook import Playbook
from tppo_kit.sessions.room.state import RoomState
from tppo_kit.sessions.room.taking import taken
from tppo_kit.settings import REPOSITORY
from tppo_kit.store.leaving import delete_seat
from tppo_kit.store.open_rooms import ROOM_HOURS
from tppo_kit.store.rooms import RoomLog

# The ways to drive a real room lie beside the tests of rooms.
sys.path.insert(0, str(Path(__file__).parents[1] / "sessions" / "room"))

from hosting import played

DATA = REPOSITORY / "data"


def replayed(log, room):
    """Return the state that the events of a room give."""
    programme, playbook = Catalogue(DATA).get(Workshop, "lokakarya-petugas-45"), Playbook(DATA)
    state = RoomState()
    for event in RoomLog(log).events(room):
        state = taken(programme, playbook, state, event)
    return state


@FILE_ONLY
@pytest.mark.parametrize("leaver", [0, 1, 2])
def test_the_room_replays_with_an_unnamed_seat(log, leaver):
    """Every way to play was used; state for state only the name of the seat differs."""
    now = [1_000.0]

    def clock():
        now[0] += 1
        return now[0]

    host = RoomHost(log, DATA, clock)
    host.open("lokakarya-petugas-45")
    with log.together():
        *_, seats = played(host)
    room = host.room.record.id
    before = replayed(log, room)
    delete_seat(log, seats[leaver], now[0] + 1)
    after = replayed(log, room)

    (name,) = set(after.members) - set(before.members)
    assert repr(after) == repr(before).replace(seats[leaver], name)
    assert now[0] < ROOM_HOURS * 3600
