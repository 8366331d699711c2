"""What there is to report on: sessions, quarters with their places, and improvements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Amount
from tppo_kit.language import say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.reports.held import held
from tppo_kit.reports.names import Names
from tppo_kit.reports.periods import Quarter, day_of
from tppo_kit.store.actions import ActionLog
from tppo_kit.store.open_rooms import ROOM_HOURS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from tppo_kit.activities.blocks import Text
    from tppo_kit.reports.held import Held
    from tppo_kit.store.actions import Improvement
    from tppo_kit.store.log import Log


@dataclass(frozen=True, slots=True)
class Session:
    """A session that was held; ``over`` if nobody can answer in it any more."""

    room: str
    day: dt.date
    place: Text
    programme: Text
    people: Amount
    over: bool


@dataclass(frozen=True, slots=True)
class Season:
    """A quarter and the places where sessions were held in it."""

    quarter: Quarter
    places: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class ToDo:
    """An improvement with the name of its place; no name for what concerns all places."""

    item: Improvement
    place: Text
    overdue: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Sessions and quarters from the newest, open improvements by due day, then closed ones."""

    sessions: tuple[Session, ...]
    seasons: tuple[Season, ...]
    open: tuple[ToDo, ...]
    closed: tuple[ToDo, ...]
    places: tuple[tuple[str, Text], ...]


def overview(log: Log, data: Path, language: str, now: float) -> Overview:
    """Return what there is to report on at a moment (seconds since 1970)."""
    names, today = Names(data, language), day_of(now)
    found = held(log)
    todos = [
        ToDo(each, names.place(each.place) if each.place else "", each.due < today)
        for each in ActionLog(log).every()
    ]
    return Overview(
        sessions=tuple(_session(each, names, now) for each in reversed(found)),
        seasons=_seasons(found, names, Quarter.of(today)),
        open=tuple(each for each in todos if each.item.closed_at is None),
        closed=tuple(each for each in todos if each.item.closed_at is not None),
        places=tuple((place, names.place(place)) for place in names.places()),
    )


def _session(each: Held, names: Names, now: float) -> Session:
    record = each.record
    return Session(
        room=record.id,
        day=day_of(record.opened_at),
        place=names.place(record.place),
        programme=names.programme(record.programme),
        people=_counted(each.people),
        over=each.ended or record.opened_at < now - ROOM_HOURS * 3600,
    )


def _counted(people: int) -> Amount:
    """Return a number of people as reports show it; those load pandas, this list does not."""
    if 0 < people < FEWEST:
        return Amount(None, why=say("fewer than {fewest} people", fewest=FEWEST))
    return Amount(people)


def _seasons(found: Sequence[Held], names: Names, now: Quarter) -> tuple[Season, ...]:
    """Return this quarter, and each other in which there was a session."""
    places: dict[Quarter, set[str]] = {now: set()}
    for each in found:
        quarter = Quarter.of(day_of(each.record.opened_at))
        places.setdefault(quarter, set()).update({each.record.place} - {""})
    newest = sorted(places, key=lambda quarter: quarter.first, reverse=True)
    return tuple(
        Season(quarter, tuple((place, names.place(place)) for place in sorted(places[quarter])))
        for quarter in newest
    )
