"""A rehearsal: twelve simulated participants use the room as phones do, through its own port.

They see nothing but the pages. They know no answer; those who learned by the book mostly agree
with each other, so that the room votes like one, with a majority and some who differ.
"""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from tppo_kit.server.rehearsal_phone import Phone, Screen

if TYPE_CHECKING:
    from pathlib import Path

    from tppo_kit.sessions.room.host import OpenRoom

log = logging.getLogger(__name__)

#: So many answers of its own somebody gives in one activity; pages to look around in never end.
MOST_OWN = 150
#: Longer than a silent phone counts as here, so that the console shows it going.
DEAD_SECONDS = 70.0
#: So long a table waits for the one whose turn it is before another takes the role.
HOLD_SECONDS = 30.0
#: Pressed only where nothing else is offered.
ASIDE = ("hold=", "skip=", "back=")
#: Where only one thing is offered, nobody thinks long.
QUICK = (1.0, 3.0)
#: After a fault somebody waits, then opens the page again.
RETRY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody takes part: seconds until joining and before an answer, each from and to.

    ``agrees`` is the chance to choose what those who were taught the same choose, 0 for the
    first thing offered.
    """

    name: str
    joins: tuple[float, float] = (0.0, 5.0)
    reads: tuple[float, float] = (4.0, 12.0)
    agrees: float = 0.7
    answers: bool = True
    says_sure: bool = False
    wavers: bool = False
    dies: bool = False


BY_THE_BOOK = Manner("by the book")
HASTY = Manner("hasty", reads=(0.5, 2.0), agrees=0.0)
CAREFUL = Manner("careful", reads=(10.0, 18.0), agrees=0.85, says_sure=True)
CAST = (
    *(BY_THE_BOOK,) * 4,
    *(HASTY,) * 2,
    *(CAREFUL,) * 2,
    Manner("changing mind", agrees=0.4, wavers=True),
    Manner("phone dying", reads=(3.0, 8.0), dies=True),
    Manner("silent", answers=False),
    Manner("late", joins=(150.0, 150.0)),
)


class Person:
    """One simulated participant."""

    def __init__(self, name: str, manner: Manner, seed: str, pace: float) -> None:
        """Take a name for the log, a manner, the seed of all, and how long a second lasts."""
        self.name = name
        self.manner = manner
        self.pace = pace
        self._seed = seed
        self._chance = Random(f"{seed} {name}")
        self._votes: set[str] = set()
        self._changed: set[str] = set()
        self._own: dict[str, int] = {}
        self._has_died = False

    def joins_after(self) -> float:
        """Return the seconds until this person joins."""
        return self._chance.uniform(*self.manner.joins) * self.pace

    def dies_now(self, screen: Screen) -> bool:
        """Tell whether the phone dies now: once, at the second vote, before it has answered."""
        if self.manner.dies and screen.is_vote and screen.open_ones and not screen.chosen:
            self._votes.add(screen.mark)
            if len(self._votes) > 1 and not self._has_died:
                self._has_died = True
                return True
        return False

    def answer(self, screen: Screen) -> tuple[str, float] | None:
        """Return what to press and after how many seconds, None to wait for what comes."""
        if not self.manner.answers or not screen.presses:
            return None
        press = self._vote(screen) if screen.is_vote else self._own_way(screen)
        if press is None:
            return None
        low, high = QUICK if len(screen.open_ones) == 1 else self.manner.reads
        seconds = HOLD_SECONDS if press.startswith("hold=") else 0.0
        return press, (seconds + self._chance.uniform(low, high)) * self.pace

    def _vote(self, screen: Screen) -> str | None:
        if not screen.chosen:
            return self._choice(screen)
        sure = [press for press in screen.presses if press.startswith("confidence=")]
        if self.manner.wavers and screen.mark not in self._changed:
            self._changed.add(screen.mark)
            return self._chance.choice(screen.open_ones) if screen.open_ones else None
        said = any(press.startswith("confidence=") for press in screen.chosen)
        return self._chance.choice(sure) if sure and self.manner.says_sure and not said else None

    def _own_way(self, screen: Screen) -> str | None:
        stage = screen.mark.partition(".")[0]
        done = self._own.get(stage, 0)
        if done >= MOST_OWN:
            return None
        self._own[stage] = done + 1
        return self._choice(screen)

    def _choice(self, screen: Screen) -> str | None:
        """Return what is pressed of what is open: the first, what colleagues press, or any."""
        offered = screen.open_ones
        offered = [press for press in offered if not press.startswith(ASIDE)] or offered
        if not offered or not self.manner.agrees:
            return offered[0] if offered else None
        if self._chance.uniform(0, 1) >= self.manner.agrees:
            return self._chance.choice(offered)
        # The same question has the same majority, also when it is asked once more.
        question = ".".join(screen.mark.split(".")[:2])
        known = sorted(offered)
        return Random(f"{self._seed} {question} {known}").choice(known)


class Rehearsal:
    """Keeps the twelve in the room that is rehearsed, and sends them home when it ends."""

    def __init__(self, port: int, notes: Path, pace: float = 1.0, base: str = "/") -> None:
        """Take the server's own port, and the file that remembers the seats over a restart.

        ``pace`` is how long a second of a person lasts, ``base`` the path of the server.
        """
        self.port = port
        self.base = base
        self.notes = notes
        self.pace = pace
        self._room = ""
        self._seats: dict[str, str] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def follow(self, room: OpenRoom | None) -> None:
        """Begin, go on or stop, as the room is now; runs in the server's loop."""
        going = room is not None and room.record.rehearsal and room.state.ended_at is None
        wanted = room.record.id if room is not None and going else ""
        if wanted == self._room:
            return
        self.stop()
        if wanted:
            self.start(wanted)

    def start(self, room: str) -> None:
        """Send everybody in; who had a seat in this room before comes back to it."""
        self._room = room
        self._seats = self._read(room)
        for number, manner in enumerate(CAST, 1):
            person = Person(f"{number} {manner.name}", manner, room, self.pace)
            self._tasks.append(asyncio.ensure_future(self._take_part(person)))

    def stop(self) -> None:
        """Send everybody home."""
        for task in self._tasks:
            task.cancel()
        self._room, self._tasks = "", []

    async def _take_part(self, person: Person) -> None:
        stumbled = False
        while True:
            try:
                await self._live(person)
            except Exception:
                if not stumbled:  # a fault that stays would fill the log
                    log.exception("rehearsal: %s stumbled", person.name)
                stumbled = True
                await asyncio.sleep(RETRY_SECONDS)
            else:
                return

    async def _live(self, person: Person) -> None:
        phone = Phone(self.port, self.base)
        code = self._seats.get(person.name, "")
        if code:
            screen = await phone.come_back(code)
        else:
            await asyncio.sleep(person.joins_after())
            screen = await phone.join()
        log.info("rehearsal: %s is in", person.name)
        while not screen.is_door:
            if screen.seat and screen.seat != code:
                code = screen.seat
                self._note(person.name, code)
            if person.dies_now(screen):
                log.info("rehearsal: %s has gone", person.name)
                await asyncio.sleep(DEAD_SECONDS * self.pace)
                phone = Phone(self.port, self.base)
                screen = await phone.come_back(code)
                log.info("rehearsal: %s is back", person.name)
                continue
            screen = await self._go_on(person, phone, screen)

    async def _go_on(self, person: Person, phone: Phone, screen: Screen) -> Screen:
        answer = person.answer(screen)
        if answer is None:
            after = await phone.wait(screen)
        else:
            press, seconds = answer
            await asyncio.sleep(seconds)
            after = await phone.press(screen, press)
        if after is not None:
            return after
        await asyncio.sleep(RETRY_SECONDS * self.pace)
        return await phone.look()

    def _read(self, room: str) -> dict[str, str]:
        try:
            found: Any = json.loads(self.notes.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        seats = found.get("seats") if isinstance(found, dict) and found.get("room") == room else {}
        return seats if isinstance(seats, dict) else {}

    def _note(self, name: str, code: str) -> None:
        self._seats[name] = code
        draft = self.notes.with_suffix(".new")
        draft.write_text(json.dumps({"room": self._room, "seats": self._seats}), encoding="utf-8")
        draft.replace(self.notes)
