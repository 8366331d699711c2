"""The room as it runs: content, log and state together, and what people press in it.

Everything that changes the room runs in one thread, inside ``Log.together``; ``state`` is
frozen and replaced as a whole, so it may be read from any thread. If the whole could not be
saved, ``undo`` puts back what ``mark`` gave.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Workshop
from tppo_kit.errors import KitError, Overtaken, Refused
from tppo_kit.language import say
from tppo_kit.records import Event
from tppo_kit.sessions.room.ballots import mark_of
from tppo_kit.sessions.room.judging import judgements
from tppo_kit.sessions.room.playbook import Playbook
from tppo_kit.sessions.room.state import RoomState
from tppo_kit.sessions.room.taking import taken
from tppo_kit.sessions.seats import new_code
from tppo_kit.sessions.solo import Solo
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tppo_kit.sessions.room.state import Stage
    from tppo_kit.store.log import Log

LONGEST_CLICK = 40
LONGEST_VALUE = 1_000


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """A room with its programme; only the state changes."""

    record: RoomRecord
    programme: Workshop
    state: RoomState


@dataclass(frozen=True, slots=True)
class Mark:
    """What was there at a moment; ``number`` of the clicks are older."""

    room: OpenRoom | None
    clicks: dict[tuple[str, str], None]
    number: int


class RoomHost:
    """Holds the one room that is open, if one is."""

    def __init__(self, log: Log, data: Path, clock: Callable[[], float]) -> None:
        """Take up the room that was open when the server last stopped, however it stopped."""
        self.log = log
        self.rooms = RoomLog(log)
        self.data = data
        self.clock = clock
        self.playbook = Playbook(data)
        self.room: OpenRoom | None = None
        self.problem: KitError | None = None
        #: What was shown before a failed saving must not be taken for what comes after it.
        self.undone = 0
        self._clicks: dict[tuple[str, str], None] = {}
        self._solos: dict[tuple[int, str], Solo] = {}
        try:
            self._take_up()
        except KitError as error:
            # Content that was changed meanwhile must not keep the kit from starting.
            self.problem = error

    def _take_up(self) -> None:
        record = self.rooms.open_at(self.clock())
        if record is None:
            return
        events = self.rooms.events(record.id)
        programme = self._workshop(record.programme)
        state = RoomState()
        for event in events:
            state = taken(programme, self.playbook, state, event)
        self.room = OpenRoom(record, programme, state)
        self._clicks = {(event.seat, event.click): None for event in events}

    def _workshop(self, name: str) -> Workshop:
        return Catalogue(self.data).get(Workshop, name)

    def mark(self) -> Mark:
        """Return what ``undo`` needs to forget what follows."""
        return Mark(self.room, self._clicks, len(self._clicks))

    def undo(self, mark: Mark) -> None:
        """Go back to what is saved for certain."""
        self.room, self._clicks = mark.room, mark.clicks
        while len(self._clicks) > mark.number:
            self._clicks.popitem()
        self._solos.clear()
        self.undone += 1

    def open(self, programme: str, *, rehearsal: bool = False, place: str = "") -> None:
        """Open a room for a programme, at a place if one is named; the one before must have ended.

        Raises:
            Refused: if another room is open.
            NotFound: if there is no such programme, or it has faults.
        """
        if self.room is not None and self.room.state.ended_at is None:
            raise Refused(say("A workshop is running. End it first, then open another."))
        workshop = self._workshop(programme)
        now = self.clock()
        record = RoomRecord(
            secrets.token_hex(10), programme, secrets.randbelow(2**31), rehearsal, now, place
        )
        self.rooms.add(record)
        self._clicks = {}
        self._solos.clear()
        self.playbook = Playbook(self.data)
        self.problem = None
        self.room = OpenRoom(record, workshop, RoomState())

    def running(self) -> OpenRoom:
        """Return the room that is open.

        Raises:
            Refused: if none is.
        """
        if self.room is None:
            raise Refused(say("No workshop is open now. Wait for your facilitator."))
        return self.room

    def do(self, seat: str, name: str, value: str = "", click: str = "") -> bool:
        """Take one event; False if this click was taken before.

        Raises:
            Refused: if it is not possible now.
            NotSaved: if it could not be written; nothing has changed then.
        """
        room = self.running()
        if len(value) > LONGEST_VALUE or len(click) > LONGEST_CLICK or "\0" in value + click:
            raise Refused(say("This cannot be read; nothing has changed."))
        if click and (seat, click) in self._clicks:
            return False
        event = RoomEvent(seat, name, value, self.clock(), click)
        after = taken(room.programme, self.playbook, room.state, event)
        self.rooms.append(room.record.id, room.state.number, event)
        for stage in after.past[len(room.state.past) :]:
            self._solos.clear()
            self.rooms.add_judgements(room.record.id, judgements(self.playbook, stage))
        self.room = OpenRoom(room.record, room.programme, after)
        if click:
            self._clicks[seat, click] = None
        return True

    def new_seat(self) -> str:
        """Make a seat and return its code."""
        code = new_code()
        while not self.log.add_seat(code, self.clock()):
            code = new_code()
        return code

    def join(self, seat: str | None) -> str:
        """Let a seat into the room, a new one if there is none yet; return its code."""
        if self.running().state.ended_at is not None:
            raise Refused(say("This workshop has ended; nothing has changed."))
        code = self.new_seat() if seat is None else seat
        if code not in self.running().state.members:
            self.do(code, "join")
        return code

    def press(self, seat: str, mark: str, press: str, click: str) -> None:
        """Take what a phone sent: which screen it stood before, and ``event=value``.

        Raises:
            Refused: if the room has moved on meanwhile, or it is not possible.
            NotSaved: if it could not be written.
        """
        room = self.running()
        if click and (seat, click) in self._clicks:
            return
        stage = room.state.stage
        name, _, value = press.partition("=")
        if stage is None or seat not in room.state.members or room.state.distress:
            raise Refused(say("There is nothing to answer at this moment."))
        if stage.shared:
            wanted = ("sure", value) if name == "confidence" else ("vote", press)
            self.do(seat, wanted[0], f"{mark} {wanted[1]}", click)
        elif stage.way == "tables":
            # Two phones may hold one role; the slower one must not press on the next screen.
            if mark != self.mark_for(seat):
                raise _older_page()
            wanted = ("hold", value) if name == "hold" else ("act", press)
            self.do(seat, wanted[0], wanted[1], click)
        else:
            self._press_alone(seat, stage, mark, Event(name, value, click=click))

    def _press_alone(self, seat: str, stage: Stage, mark: str, event: Event) -> None:
        solo = self.solo(seat, stage)
        if event.click and solo.took(event.click):
            return
        if mark != self.mark_for(seat):
            raise _older_page()
        try:
            solo.send(event)
        except Overtaken:
            self._solos.pop((stage.number, seat), None)
            raise

    def key_for(self, seat: str, stage: Stage) -> str:
        """Return the activity of a seat: of two parallel forms, the other one afterwards."""
        if len(stage.keys) == 1:
            return stage.keys[0]
        room = self.running().state
        had_before = any(each.test == "before" and each.keys == stage.keys for each in room.past)
        first = room.members[seat].place % 2 if stage.test == "before" or had_before else 0
        return stage.keys[first if stage.test == "before" else 1 - first]

    def solo(self, seat: str, stage: Stage) -> Solo:
        """Return the own attempt of a seat at this stage."""
        found = self._solos.get((stage.number, seat))
        if found is None:
            activity = self.playbook.activity(self.key_for(seat, stage))
            fresh = Solo(
                activity,
                self.log,
                seat,
                self.clock,
                since=stage.since,
                room=self.running().record.id,
                purpose=stage.test,
            )
            # Two threads may open it at the same moment; both must use the same.
            found = self._solos.setdefault((stage.number, seat), fresh)
        return found

    def mark_for(self, seat: str) -> str:
        """Return what a phone sends back to say which screen it stood before."""
        room = self.running()
        stage = room.state.stage
        if stage is None or seat not in room.state.members:
            return ""
        if stage.shared:
            return mark_of(stage)
        if stage.way == "tables":
            return f"{stage.number}.{len(stage.tables.get(room.state.table_of(seat), ()))}"
        return f"{stage.number}.{self.solo(seat, stage).number}"


def _older_page() -> Refused:
    return Refused(say("This page was an older one. Here is where you are now."))
