"""Writing and reading the event log; a fault becomes a sentence, never a half-written answer."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from tppo_kit import __version__
from tppo_kit.errors import NotSaved, Overtaken
from tppo_kit.language import Message, say
from tppo_kit.records import Event, Judgement, Outcome
from tppo_kit.store.attempts import Attempt, Result
from tppo_kit.store.tables import attempts, events, open_engine, results, seats

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine


class Log:
    """The append-only log: seats, attempts, events, and the result of finished attempts."""

    def __init__(self, path: Path, patience: float = 5.0) -> None:
        """Open the file, or make it.

        Raises:
            NotSaved: with a sentence, when the file cannot be opened.
        """
        self.path = path
        with _sentences(path):
            self._engine: Engine = open_engine(path, patience)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _sentences(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _sentences(self.path), self._engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def add_seat(self, code: str, now: float) -> bool:
        """Make a seat; False if the code is taken."""
        try:
            with self._writing() as connection:
                connection.execute(insert(seats).values(code=code, made_at=now))
        except Overtaken:
            return False
        return True

    def has_seat(self, code: str) -> bool:
        """Tell whether a seat exists."""
        with self._reading() as connection:
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
        with self._reading() as connection:
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
        )

    def events(self, attempt: str) -> list[Event]:
        """Return the events of an attempt in order."""
        query = select(events).where(events.c.attempt == attempt).order_by(events.c.number)
        with self._reading() as connection:
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
        with self._writing() as connection:
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
        """Return the results of a seat, oldest first."""
        query = (
            select(attempts.c.activity, results)
            .join(results, results.c.attempt == attempts.c.id)
            .where(attempts.c.seat == seat)
            .order_by(results.c.ended_at)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [
            Result(
                row.activity,
                row.ended_at,
                Outcome(
                    tuple(Judgement.from_data(data) for data in json.loads(row.judgements)),
                    row.earned,
                    row.possible,
                    row.ending,
                ),
            )
            for row in rows
        ]

    def begun(self, seat: str) -> dict[str, float]:
        """Return the activities a seat has touched, and when last."""
        query = (
            select(attempts.c.activity, func.max(events.c.at).label("last"))
            .join(events, events.c.attempt == attempts.c.id)
            .where(attempts.c.seat == seat)
            .group_by(attempts.c.activity)
        )
        with self._reading() as connection:
            return {row.activity: row.last for row in connection.execute(query)}


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """Turn database errors into sentences."""
    try:
        yield
    except IntegrityError as error:
        raise Overtaken(
            say(
                "This was already answered, perhaps on another device. "
                "The page shows where you are."
            )
        ) from error
    except DBAPIError as error:
        raise NotSaved(_reason(str(error.orig).lower(), path)) from error


def _reason(text: str, path: Path) -> Message:
    if "full" in text or "disk i/o" in text:
        return say(
            "Your last answer could not be saved: the disk is full. Free some space, "
            "then answer again. Everything before it is safe."
        )
    if "locked" in text or "busy" in text:
        return say(
            "Your last answer could not be saved: another program is using the file of "
            "answers. Wait a moment, then answer again. Everything before it is safe."
        )
    if "readonly" in text or "unable to open" in text:
        return say(
            "Answers cannot be saved: {file} cannot be written. Choose another folder "
            "with --data-dir.",
            file=path,
        )
    return say(
        "Your last answer could not be saved ({reason}). Answer again. Everything "
        "before it is safe.",
        reason=text[:120],
    )
