"""Which rooms may still go on: nobody ended them, and they were opened a short while ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tppo_kit.store.tables import room_events, rooms

if TYPE_CHECKING:
    from sqlalchemy import Select

#: A room that nobody ended is over after this many hours.
ROOM_HOURS = 16


def open_rooms(now: float) -> Select[str]:
    """Return the query for the ids of the rooms that may still go on."""
    ended = select(room_events.c.room).where(room_events.c.name == "end")
    return select(rooms.c.id).where(
        rooms.c.opened_at > now - ROOM_HOURS * 3600, rooms.c.id.not_in(ended)
    )
