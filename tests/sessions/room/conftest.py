"""A room driven event by event without a log, and a host with a log of its own."""

import sys
from pathlib import Path

import pytest

from tppo_kit.content.programmes import Workshop
from tppo_kit.errors import Refused
from tppo_kit.language import LANGUAGES
from tppo_kit.sessions.room.ballots import mark_of
from tppo_kit.sessions.room.host import OpenRoom, RoomHost
from tppo_kit.sessions.room.playbook import Playbook, letters, question
from tppo_kit.sessions.room.state import RoomState
from tppo_kit.sessions.room.taking import taken
from tppo_kit.settings import REPOSITORY
from tppo_kit.store.rooms import RoomEvent, RoomRecord

# What the tests here share lies beside them; they are no package.
sys.path.insert(0, str(Path(__file__).parent))

DATA = REPOSITORY / "data"
CASE = "scenario:liburan-sepuluh-hari"


class Play:
    """A room whose events are given one by one; each comes a second after the one before.

    It stands in for the host where only content and state are looked at.
    """

    undone = 0

    def __init__(self, programme, playbook):
        """Open an empty room."""
        self.programme, self.playbook, self.data = programme, playbook, DATA
        self.state, self.events, self.now = RoomState(), [], 1_000.0

    @property
    def room(self):
        """Return the room as the host has it."""
        record = RoomRecord("r", self.programme.id, 1, rehearsal=False, opened_at=1.0)
        return OpenRoom(record, self.programme, self.state)

    @property
    def stage(self):
        """Return the running activity."""
        return self.state.stage

    def event(self, press, seat="", at=None):
        """Return ``name=value`` as an event."""
        self.now = self.now + 1 if at is None else at
        name, _, value = press.partition("=")
        return RoomEvent(seat, name, value, self.now)

    def do(self, *presses, seat="", at=None):
        """Take events at the console, or of a seat."""
        for press in presses:
            event = self.event(press, seat, at)
            self.state = taken(self.programme, self.playbook, self.state, event)
            self.events.append(event)
        return self

    def refused(self, press, seat="", at=None):
        """Tell with which sentence an event is refused; nothing has changed then."""
        before, known = self.state, repr(self.state)
        with pytest.raises(Refused) as told:
            taken(self.programme, self.playbook, before, self.event(press, seat, at))
        assert repr(before) == known
        assert all(told.value.message.render(language) for language in LANGUAGES)
        return told.value.message.render("en")

    def join(self, *seats):
        """Let seats in."""
        for seat in seats:
            self.do("join", seat=seat)
        return self

    def choices(self):
        """Return what can be voted for now, in the order of the letters."""
        return list(letters(question(self.playbook.view(self.stage))).values())

    def vote(self, seat, choice, *, at=None):
        """Vote by the number of the choice or by its text."""
        choice = self.choices()[choice] if isinstance(choice, int) else choice
        return self.do(f"vote={mark_of(self.stage)} {choice}", seat=seat, at=at)

    def sure(self, seat, level):
        """Say how sure a seat is."""
        return self.do(f"sure={mark_of(self.stage)} {level}", seat=seat)

    def replayed(self):
        """Return the state that the same events give anew."""
        state = RoomState()
        for event in self.events:
            state = taken(self.programme, self.playbook, state, event)
        return state


@pytest.fixture(scope="session")
def playbook():
    """Give the real activities, opened once."""
    return Playbook(DATA)


@pytest.fixture(scope="session")
def room_of(catalogue, playbook):
    """Give a function from a programme to a new room."""
    return lambda name="lokakarya-petugas-45": Play(catalogue.get(Workshop, name), playbook)


@pytest.fixture
def room(room_of):
    """Give a room of the short programme with three seats."""
    return room_of().join("A", "B", "C")


@pytest.fixture
def case(room):
    """Give a room that stands before the first question of a case."""
    return room.do("block=3", f"stage=together - {CASE}", "take=begin=")


@pytest.fixture
def host_of(log, clock):
    """Give a function that starts a host on the log, as the server does at each start."""
    return lambda data=DATA: RoomHost(log, data, clock)


@pytest.fixture
def host(host_of):
    """Give a host with an open room."""
    made = host_of()
    made.open("lokakarya-petugas-45")
    return made
