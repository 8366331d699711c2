"""The tables of the log.

One writer rule: an attempt is its list of numbered events, and the number is part of the
primary key. Whoever writes number n first has written it; a second writer of the same number
(another device with the same seat) is refused by the database and replays. No lock is held
between a person's clicks, so any number of kernels and the server may share one log.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

#: Raised with every change of the tables, with a step in migrations.py where one that was there
#: changes; a database with a higher number is refused untouched.
SCHEMA_VERSION = 3

metadata = MetaData()


def words(length: int) -> TypeEngine[str]:
    """Return the type of a short text that sorts and fits alike in every database.

    SQLite compares letters by their code and holds no text to its length. PostgreSQL would sort
    by the language of the server and refuse what is longer.
    """
    return String(length).with_variant(Text(collation="C"), "postgresql")


seats = Table(
    "seats",
    metadata,
    Column("code", words(16), primary_key=True),
    Column("made_at", Float, nullable=False),
)
attempts = Table(
    "attempts",
    metadata,
    Column("id", words(32), primary_key=True),
    Column("seat", ForeignKey("seats.code"), nullable=False, index=True),
    Column("activity", words(80), nullable=False),
    Column("fingerprint", words(16), nullable=False),
    Column("seed", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("edition", words(16), nullable=False),
    Column("started_at", Float, nullable=False),
    # The room in which it was made, and for which test there; empty for somebody alone.
    Column("room", words(24), nullable=False, server_default=""),
    Column("purpose", words(16), nullable=False, server_default=""),
    # Two devices that both show the cover cannot begin two attempts.
    UniqueConstraint("seat", "activity", "turn"),
)
events = Table(
    "events",
    metadata,
    Column("attempt", ForeignKey("attempts.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", words(40), nullable=False),
    Column("value", words(200), nullable=False),
    Column("at", Float, nullable=False),
    Column("click", words(64), nullable=False),
    UniqueConstraint("attempt", "click"),
)
results = Table(
    "results",
    metadata,
    Column("attempt", ForeignKey("attempts.id"), primary_key=True),
    Column("ended_at", Float, nullable=False),
    Column("earned", Float, nullable=False),
    Column("possible", Float, nullable=False),
    Column("ending", words(16), nullable=False),
    Column("judgements", Text, nullable=False),
)
# A room is its list of numbered events, those of the console (no seat) and those of the seats.
rooms = Table(
    "rooms",
    metadata,
    Column("id", words(24), primary_key=True),
    Column("programme", words(80), nullable=False),
    Column("edition", words(16), nullable=False),
    Column("seed", Integer, nullable=False),
    Column("rehearsal", Integer, nullable=False),
    Column("opened_at", Float, nullable=False),
    # The village or office it was held for.
    Column("place", words(48), nullable=False, server_default=""),
)
room_events = Table(
    "room_events",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("seat", words(16), nullable=False),
    Column("name", words(40), nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("click", words(64), nullable=False),
    UniqueConstraint("room", "seat", "click"),
)
# What each person chose in a shared play; ``seat`` may also be a printed card's number.
room_judgements = Table(
    "room_judgements",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("stage", Integer, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("seat", words(16), primary_key=True),
    Column("activity", words(80), nullable=False),
    Column("at", Float, nullable=False),
    Column("judgement", Text, nullable=False),
)
# What a village or office is to improve; an item is its list of numbered events.
action_events = Table(
    "action_events",
    metadata,
    Column("item", words(24), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", words(40), nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Float, nullable=False),
)
# What was deleted on purpose stays deleted, also when an older packet brings it back.
deleted = Table(
    "deleted",
    metadata,
    Column("kind", words(8), primary_key=True),
    Column("digest", words(64), primary_key=True),
    Column("at", Float, nullable=False),
)


def digest_of(name: str) -> str:
    """Return what is kept of a deleted seat's code or room's id: its SHA-256 in hex."""
    return hashlib.sha256(f"tppo-kit deleted {name}".encode()).hexdigest()
