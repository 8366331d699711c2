"""What a village or office wants to improve, from opening to closing; nothing is overwritten.

An item is its list of numbered events: opened, noted, closed. Its id is drawn at random, so that
items written on two laptops can be brought together.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from tppo_kit.errors import NotFound, Refused
from tppo_kit.language import say
from tppo_kit.store.tables import action_events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from tppo_kit.store.log import Log

#: Letters.
LONGEST_TEXT = 200
LONGEST_OWNER = 60
_PLACE = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*)?")
_LONGEST_PLACE = 48
#: Seven digits on end, or nine with blanks, dots or dashes between; a date has eight.
_NUMBER = re.compile(r"\d{7}|\d(?:[ .()/+-]{0,2}\d){8}")


@dataclass(frozen=True, slots=True)
class Note:
    """What was written to an item, and when (seconds since 1970)."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Improvement:
    """One thing to improve: what, where, which role sees to it, by which day.

    ``place`` is empty for what concerns all places.
    """

    id: str
    text: str
    place: str
    owner: str
    due: dt.date
    opened_at: float
    notes: tuple[Note, ...] = ()
    closed_at: float | None = None

    def is_open(self, at: float) -> bool:
        """Tell whether it was written and not yet closed before a moment."""
        return self.opened_at < at and (self.closed_at is None or self.closed_at >= at)


class ActionLog:
    """Improvements, in the same file as everything else."""

    def __init__(self, log: Log) -> None:
        """Use an open log."""
        self.log = log

    def open(self, text: str, place: str, owner: str, due: dt.date, now: float) -> str:
        """Write a new item and return its id.

        Raises:
            Refused: if a text is empty, too long, or holds a long number.
            NotSaved: if it could not be written.
        """
        if len(place) > _LONGEST_PLACE or not _PLACE.fullmatch(place):
            raise Refused(say("Choose a place from the list, or none."))
        opened = {
            "text": _sound(text, LONGEST_TEXT),
            "place": place,
            "owner": _sound(owner, LONGEST_OWNER),
            "due": due.isoformat(),
        }
        name = secrets.token_hex(12)
        self._write(name, 0, "opened", json.dumps(opened), now)
        return name

    def note(self, item: str, text: str, now: float) -> None:
        """Write what happened to an item.

        Raises:
            NotFound: if there is no such item.
            Refused: if it is closed, or the text is empty, too long or holds a long number.
            NotSaved: if it could not be written (Overtaken: somebody else was first).
        """
        number = self._next_number(item)
        self._write(item, number, "noted", _sound(text, LONGEST_TEXT), now)

    def close(self, item: str, now: float) -> None:
        """Write that an item is done.

        Raises:
            NotFound: if there is no such item.
            Refused: if it is closed already.
            NotSaved: if it could not be written (Overtaken: somebody else was first).
        """
        self._write(item, self._next_number(item), "closed", "", now)

    def every(self) -> list[Improvement]:
        """Return all items, by due day and id."""
        query = select(action_events).order_by(action_events.c.item, action_events.c.number)
        with self.log.reading() as connection:
            rows = connection.execute(query).all()
        by_item: dict[str, list[Row[Any]]] = {}
        for row in rows:
            by_item.setdefault(row.item, []).append(row)
        # An item without its opening came with a part of a packet; it waits for the rest.
        found = [_item(own) for own in by_item.values() if own[0].name == "opened"]
        return sorted(found, key=lambda item: (item.due, item.id))

    def _next_number(self, item: str) -> int:
        query = select(action_events).where(action_events.c.item == item)
        with self.log.reading() as connection:
            rows = connection.execute(query).all()
        if not rows:
            raise NotFound(say("There is no such item; load the page again."))
        if any(row.name == "closed" for row in rows):
            raise Refused(say("This item is closed already. Open a new one if it came back."))
        return 1 + max(int(row.number) for row in rows)

    def _write(self, item: str, number: int, name: str, value: str, at: float) -> None:
        with self.log.writing() as connection:
            connection.execute(
                insert(action_events).values(
                    item=item, number=number, name=name, value=value, at=at
                )
            )


def _sound(text: str, longest: int) -> str:
    """Return a text with single blanks.

    Raises:
        Refused: if it is empty, too long, or could hold an identity or phone number.
    """
    text = " ".join(text.split())
    if not text:
        raise Refused(say("Write something first, then save."))
    if len(text) > longest:
        raise Refused(say("Shorten the text to {most} letters.", most=longest))
    if _NUMBER.search(text):
        raise Refused(
            say(
                "Leave out the long number. No identity number and no phone number is written "
                "here; say which role it is about."
            )
        )
    return text


def _item(rows: Sequence[Row[Any]]) -> Improvement:
    opened = json.loads(rows[0].value)
    return Improvement(
        id=rows[0].item,
        text=opened["text"],
        place=opened["place"],
        owner=opened["owner"],
        due=dt.date.fromisoformat(opened["due"]),
        opened_at=rows[0].at,
        notes=tuple(Note(row.value, row.at) for row in rows if row.name == "noted"),
        closed_at=next((row.at for row in rows if row.name == "closed"), None),
    )
