"""What a database says is wrong, told as a sentence that names no user, password or host."""

from __future__ import annotations

from contextlib import contextmanager
from re import search
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, PendingRollbackError

from tppo_kit.errors import NotSaved, Overtaken
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL = say(
    "Your last answer could not be saved: the disk is full. Free some space, "
    "then answer again. Everything before it is safe."
)
_AWAY = say(
    "The database cannot be reached, so nothing can be saved now. Tell whoever looks after it to "
    "check that it runs and that TPPO_DATABASE_URL is right. Then answer again. Everything "
    "before it is safe."
)
_DOOR = say(
    "The database refuses the user or the password of TPPO_DATABASE_URL. Mend it, then start "
    "the kit again."
)
_NO_DATABASE = say(
    "The database that TPPO_DATABASE_URL names does not exist. Make it, or mend the name. Then "
    "start the kit again."
)
_RIGHTS = say(
    "The user of the database may not make or write the kit's tables. Make this user the owner "
    "of the database, then try again."
)
_READ_ONLY = say(
    "Answers cannot be saved: the database may only be read at present. Ask whoever looks after "
    "it, then answer again."
)
_HELD = say(
    "Your last answer could not be saved: another program is using the database. Wait a moment, "
    "then answer again. Everything before it is safe."
)
#: Beginnings of PostgreSQL's codes of faults (manual, appendix A); the first that fits is told.
_CODES = {
    "53100": _FULL,
    "42501": _RIGHTS,
    "25006": _READ_ONLY,
    "40": _HELD,  # a deadlock
    "55P03": _HELD,  # patience has run out
    "28": _DOOR,
    "3D": _NO_DATABASE,
    "08": _AWAY,
    "53": _AWAY,  # too many connections, no memory
    "57P": _AWAY,  # it is being shut down
}
#: What a server says at its door; there it gives no code.
_GREETINGS = {
    'password|role ".*" (does not exist|is not permitted)|pg_hba': _DOOR,
    'database ".*" does not exist': _NO_DATABASE,
    "permission denied": _RIGHTS,
}


@contextmanager
def sentences(path: Path | None) -> Iterator[None]:
    """Turn faults of the database into sentences; ``path`` is None for PostgreSQL.

    Raises:
        Overtaken: if a row is there already.
        NotSaved: after any other fault.
    """
    try:
        yield
    except IntegrityError as error:
        raise Overtaken(
            say(
                "This was already answered, perhaps on another device. "
                "The page shows where you are."
            )
        ) from error
    except PendingRollbackError as error:  # the connection was lost earlier in this transaction
        raise NotSaved(_AWAY) from error
    except DBAPIError as error:
        told = _of_server(error) if path is None else _of_file(_text_of(error), path)
        raise NotSaved(told) from error


def _of_server(error: DBAPIError) -> Message:
    code = getattr(error.orig, "sqlstate", None)
    if code is None:
        if not isinstance(error, OperationalError):
            return _unknown(str(error.orig))
        _, _, greeting = str(error.orig).partition("FATAL: ")
        return next((told for said, told in _GREETINGS.items() if search(said, greeting)), _AWAY)
    told = next((told for start, told in _CODES.items() if code.startswith(start)), None)
    return told or _unknown(getattr(error.orig, "diag").message_primary or code)  # noqa: B009


def _text_of(error: BaseException) -> str:
    """Return what SQLite said was wrong.

    When the disk is full it takes back the whole transaction by itself, so that undoing a
    part of it fails in turn; then the fault before is the one to tell.
    """
    text = str(getattr(error, "orig", error)).lower()
    while "no such savepoint" in text and error.__context__ is not None:
        error = error.__context__
        text = str(getattr(error, "orig", error)).lower()
    return text


def _of_file(text: str, path: Path) -> Message:
    if "full" in text or "disk i/o" in text:
        return _FULL
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
    return _unknown(text)


def _unknown(reason: str) -> Message:
    return say(
        "Your last answer could not be saved ({reason}). Answer again. Everything "
        "before it is safe.",
        reason=reason[:120],
    )
