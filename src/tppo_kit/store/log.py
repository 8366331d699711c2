"""Writing and reading the event log; a fault becomes a sentence, never a half-written answer."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from tppo_kit import __version__
from tppo_kit.errors import Overtaken
from tppo_kit.records import Event, Judgement, Outcome
from tppo_kit.store.attempts import Attempt, Result
from tppo_kit.store.faults import sentences
from tppo_kit.store.opening import PATIENCE, open_engine
from tppo_kit.store.tables import attempts, deleted, digest_of, events, results, rooms, seats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import SecretStr
    from sqlalchemy import Connection, Engine, Row


class Log:
    """The append-only log: seats, attempts, events, and the result of finished attempts."""

    def __init__(self, database: Path | SecretStr, patience: float = PATIENCE) -> None:
        """Open a file, or make it; or open a database of PostgreSQL by its URL.

        ``patience`` is how many seconds a writer waits for another one.

        Raises:
            NotSaved: with a sentence, when it cannot be opened.
        """
        #: The file; None in PostgreSQL.
        self.path = database if isinstance(database, Path) else None
        self._shared = threading.local()
        with sentences(self.path):
            self._engine: Engine = open_engine(database, patience)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Save all that this thread writes inside in one go: one transaction, one wait.

        A single write that is refused (``Overtaken``) is undone by itself. After any other
        fault nothing of the whole is saved, so the caller must let it out.

        Raises:
            NotSaved: if the whole could not be saved; nothing is written then.
        """
        with sentences(self.path), self._engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                # Else the first savepoint would be the transaction, and its end the saving.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._shared.connection = connection
            try:
                yield
            finally:
                self._shared.connection = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection for writes that belong together."""
        shared = getattr(self._shared, "connection", None)
        if shared is not None:
            with sentences(self.path), shared.begin_nested():
                yield shared
            return
        with sentences(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading, one that sees what this thread is about to save."""
        shared = getattr(self._shared, "connection", None)
        if shared is not None:
            with sentences(self.path):
                yield shared
            return
        with sentences(self.path), self._engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def add_seat(self, code: str, now: float) -> bool:
        """Make a seat; False if the code is taken, or belonged to somebody who deleted it."""
        gone = select(deleted.c.at).where(
            deleted.c.kind == "seat", deleted.c.digest == digest_of(code)
        )
        try:
            with self.writing() as connection:
                if connection.execute(gone).first() is not None:
                    return False
                connection.execute(insert(seats).values(code=code, made_at=now))
        except Overtaken:
            return False
        return True

    def has_seat(self, code: str) -> bool:
        """Tell whether a seat exists."""
        with self.reading() as connection:
            found = connection.execute(select(seats.c.code).where(seats.c.code == code))
            return found.first() is not None

    def latest(self, seat: str, activity: str) -> Attempt | None:
        """Return the newest attempt of a seat at an activity."""
        query = (
            select(attempts, results.c.attempt.label("finished"))
            .outerjoin(results, results.c.attempt == attempts.c.id)
            .where(attempts.c.seat == seat, attempts.c.activity == activity)
            .order_by(attempts.c.turn.desc())
            .limit(1)
        )
        with self.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return Attempt(
            row.id,
            row.seat,
            row.activity,
            row.fingerprint,
            row.seed,
            row.started_at,
            row.finished is not None,
            row.turn,
            row.room,
            row.purpose,
        )

    def events(self, attempt: str) -> list[Event]:
        """Return the events of an attempt in order."""
        query = select(events).where(events.c.attempt == attempt).order_by(events.c.number)
        with self.reading() as connection:
            return [
                Event(row.name, row.value, row.at, row.click) for row in connection.execute(query)
            ]

    def append(
        self, attempt: Attempt, number: int, event: Event, outcome: Outcome | None = None
    ) -> None:
        """Write one event, and with the last one the result, in a single transaction.

        The first event (number 0) makes the attempt.

        Raises:
            Overtaken: if this number is already written by another device.
            NotSaved: if the disk or the database does not take it; nothing is written then.
        """
        with self.writing() as connection:
            if number == 0:
                connection.execute(
                    insert(attempts).values(
                        id=attempt.id,
                        seat=attempt.seat,
                        activity=attempt.activity,
                        fingerprint=attempt.fingerprint,
                        seed=attempt.seed,
                        turn=attempt.turn,
                        edition=__version__,
                        started_at=attempt.started_at,
                        room=attempt.room,
                        purpose=attempt.purpose,
                    )
                )
            connection.execute(
                insert(events).values(
                    attempt=attempt.id,
                    number=number,
                    name=event.name,
                    value=event.value,
                    at=event.at,
                    click=event.click or f"n{number}",
                )
            )
            if outcome is not None:
                data = json.dumps([judgement.as_data() for judgement in outcome.judgements])
                connection.execute(
                    insert(results).values(
                        attempt=attempt.id,
                        ended_at=event.at,
                        earned=outcome.earned,
                        possible=outcome.possible,
                        ending=outcome.ending,
                        judgements=data,
                    )
                )

    def results(self, seat: str) -> list[Result]:
        """Return the results of a seat, oldest first; what a rehearsal brought is none."""
        rehearsed = select(rooms.c.id).where(rooms.c.rehearsal == 1)
        query = (
            select(attempts.c.activity, results)
            .join(results, results.c.attempt == attempts.c.id)
            .where(attempts.c.seat == seat, attempts.c.room.not_in(rehearsed))
            .order_by(results.c.ended_at)
        )
        with self.reading() as connection:
            rows = connection.execute(query).all()
        return [_result(row) for row in rows]

    def results_between(
        self, activities: Iterable[str], since: float, until: float
    ) -> list[tuple[str, Result]]:
        """Return seat and result of attempts at some activities that ended in a time."""
        query = (
            select(attempts.c.seat, attempts.c.activity, results)
            .join(results, results.c.attempt == attempts.c.id)
            .where(attempts.c.activity.in_(list(activities)))
            .where(results.c.ended_at.between(since, until))
            .order_by(results.c.ended_at, attempts.c.id)
        )
        with self.reading() as connection:
            rows = connection.execute(query).all()
        return [(row.seat, _result(row)) for row in rows]

    def begun(self, seat: str) -> dict[str, float]:
        """Return the activities a seat has touched, and when last."""
        query = (
            select(attempts.c.activity, func.max(events.c.at).label("last"))
            .join(events, events.c.attempt == attempts.c.id)
            .where(attempts.c.seat == seat)
            .group_by(attempts.c.activity)
        )
        with self.reading() as connection:
            return {row.activity: row.last for row in connection.execute(query)}


def _result(row: Row[Any]) -> Result:
    """Return the result that a row holds."""
    return Result(
        row.activity,
        row.ended_at,
        Outcome(
            tuple(Judgement.from_data(data) for data in json.loads(row.judgements)),
            row.earned,
            row.possible,
            row.ending,
        ),
    )
