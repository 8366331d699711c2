"""Training hours of a seat: from the workshops it took part in and the notebooks it finished.

One training hour (JP, jam pelajaran) is 45 minutes. A workshop counts its programme's minutes,
at most those it took. A notebook counts its minutes once, when all that is done in it is done.
"""

from __future__ import annotations

import datetime as dt
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.content.programmes import SelfStudy, Unit, Workshop
from tppo_kit.errors import NotFound
from tppo_kit.sessions.progress import activities_of
from tppo_kit.store.open_rooms import ROOM_HOURS
from tppo_kit.store.training import finished_attempts, joined_workshops

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.store.log import Log
    from tppo_kit.store.training import Joined

MINUTES_OF_AN_HOUR = 45


@dataclass(frozen=True, slots=True)
class Mark:
    """One result or one workshop that counts; ``minutes`` are those a workshop really took."""

    at: float
    id: str
    edition: str
    activity: str = ""
    programme: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that gave minutes: a workshop, or a notebook."""

    title: str
    day: dt.date
    minutes: int
    workshop: bool


@dataclass(frozen=True, slots=True)
class Training:
    """What some marks come to; ``objectives`` are those of workshops and programmes completed."""

    parts: tuple[Part, ...]
    objectives: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """Return all minutes together."""
        return sum(part.minutes for part in self.parts)

    @property
    def hours(self) -> int:
        """Return the full training hours (JP)."""
        return self.minutes // MINUTES_OF_AN_HOUR


def marks_of(log: Log, seat: str, until: float) -> list[Mark]:
    """Return all that counts for a seat up to a moment, oldest first.

    The order depends on what is in the log alone, so that it is the same on every computer.
    """
    found = [
        Mark(each.at, each.id, each.edition, activity=each.activity)
        for each in finished_attempts(log, seat)
    ]
    for each in joined_workshops(log, seat):
        mark = _took_part(each)
        if mark is not None:
            found.append(mark)
    return sorted((mark for mark in found if mark.at <= until), key=lambda mark: (mark.at, mark.id))


def _took_part(joined: Joined) -> Mark | None:
    """Return the mark of a workshop, None if the seat was not there for most of it.

    It must have joined in the first half and answered something in the second; where nothing was
    put before the room in the second half, joining in time is enough. A
    workshop that nobody ended counts from the moment on at which its room closes by itself.
    """
    if joined.began_at is None:
        return None
    ended = joined.last_at if joined.ended_at is None else joined.ended_at
    half = (joined.began_at + ended) / 2
    asked = joined.asked_at is not None and joined.asked_at >= half
    answered = joined.answered_at is not None and joined.answered_at >= half
    if joined.joined_at > half or (asked and not answered):
        return None
    closed = joined.opened_at + ROOM_HOURS * 3600 if joined.ended_at is None else ended
    minutes = math.ceil((ended - joined.began_at) / 60)
    return Mark(closed, joined.id, joined.edition, programme=joined.programme, minutes=minutes)


def training(marks: Sequence[Mark], catalogue: Catalogue) -> Training:
    """Return what marks come to by the content as it is now; what left the content counts no more."""
    parts: list[Part] = []
    objectives: dict[str, None] = {}
    for mark in marks:
        if not mark.programme:
            continue
        try:
            workshop = catalogue.get(Workshop, mark.programme)
        except NotFound:
            continue
        minutes = min(workshop.minutes, mark.minutes)
        parts.append(Part(workshop.title, _day(mark.at), minutes, workshop=True))
        objectives.update(dict.fromkeys(workshop.objectives))
    done: dict[str, float] = {}
    for mark in marks:
        if mark.activity:
            done.setdefault(mark.activity, mark.at)
    finished = {unit.id: unit for unit in catalogue.all(Unit) if _is_done(unit, done)}
    for unit in finished.values():
        last = max(done[key] for key in activities_of(unit))
        parts.append(Part(unit.title, _day(last), unit.minutes, workshop=False))
    for programme in catalogue.all(SelfStudy):
        if set(programme.units) <= finished.keys():
            objectives.update(dict.fromkeys(programme.objectives))
    return Training(tuple(parts), tuple(objectives))


def newest_edition(marks: Iterable[Mark]) -> str:
    """Return the newest edition with which something was made, such as 26.4; empty for nothing."""
    return max((mark.edition for mark in marks), key=_as_numbers, default="")


def _as_numbers(edition: str) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in edition.split(".")]


def _is_done(unit: Unit, done: dict[str, float]) -> bool:
    keys = activities_of(unit)
    return bool(keys) and all(key in done for key in keys)


def _day(at: float) -> dt.date:
    return dt.date(*time.localtime(at)[:3])
