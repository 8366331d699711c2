"""The file in which rows of a log travel: canonical, compressed, with a checksum.

Two lines of text, ``tppo-kit packet`` with the version of the format, and the SHA-256 of all that
follows; then xz. Unpacked, each line is JSON: first the header (edition, scope, and for each
table its name, its columns and how many rows come), then one array for each row, by primary key.
The same rows give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tppo_kit import __version__
from tppo_kit.errors import NotSaved, Refused
from tppo_kit.language import say
from tppo_kit.store.packet_rows import TABLES, Check, strict_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Table

#: Raised when tables or their columns change.
VERSION = 1
SUFFIX = ".tppo"
#: Bytes of a file: a log of some ten million events.
LARGEST = 256 * 2**20
#: Bytes of one line and of all lines, unpacked.
LONGEST_LINE = 2**20
LARGEST_UNPACKED = 4 * 2**30
#: Bytes that the unpacking itself may take; the writer's own setting needs 2 MiB.
_MEMORY = 64 * 2**20
_PIECE = 2**16
#: The best packs a fifth smaller, and takes seven times as long.
_PRESET = 1
_FIRST = "tppo-kit packet "
_DIGEST_LENGTH = 64
_HEADER = {"edition", "scope", "tables"}
_SCOPE = {"room", "since"}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a packet holds: one room, what was done since a moment, or, with neither, all."""

    room: str = ""
    since: float | None = None

    @property
    def everything(self) -> bool:
        """Tell whether it is a backup."""
        return not self.room and self.since is None

    def as_data(self) -> dict[str, Any]:
        """Return the scope as it stands in the header."""
        return {"room": self.room, "since": self.since}


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet that was read: its header, and the rows, unpacked anew at each look.

    ``counts`` says how many rows each table has.
    """

    path: Path
    edition: str
    scope: Scope
    counts: Mapping[str, int]
    body: bytes

    def rows(self) -> Iterator[tuple[Table, list[Any]]]:
        """Yield each row with its table; each was looked at.

        Raises:
            Refused: at the first row that cannot be right.
        """
        check = Check(rehearsals=self.scope.everything)
        lines = _lines(self.path, self.body)
        next(lines)
        for table in TABLES:
            for _ in range(self.counts[table.name]):
                try:
                    row = strict_json(next(lines).decode())
                    if not isinstance(row, list):
                        raise ValueError("row")  # noqa: TRY301, TRY004 - told as any other fault
                    check.row(table, row)
                except (ValueError, StopIteration) as error:
                    raise damaged(self.path) from error
                yield table, row
        if next(lines, None) is not None:
            raise damaged(self.path)


def write(
    path: Path,
    scope: Scope,
    counts: Mapping[str, int],
    rows: Iterable[tuple[Table, Sequence[Any]]],
) -> None:
    """Write a packet; a file that is there already stays as it is.

    Raises:
        Refused: if there is such a file.
        NotSaved: if it cannot be written, or the log holds what no packet may hold.
    """
    if path.exists():
        raise Refused(say("{file} is there already. Choose another name.", file=path))
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        try:
            _write_draft(draft, scope, counts, rows)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise NotSaved(
            say(
                "{file} cannot be written: {reason}. Choose another place.",
                file=path,
                reason=error.strerror or "?",
            )
        ) from error
    except ValueError as error:
        raise NotSaved(
            say(
                "The log holds something that cannot be packed ({reason}). {file} was not written.",
                reason=error,
                file=path,
            )
        ) from error


def _write_draft(
    path: Path,
    scope: Scope,
    counts: Mapping[str, int],
    rows: Iterable[tuple[Table, Sequence[Any]]],
) -> None:
    tables = [[table.name, table.columns.keys(), counts[table.name]] for table in TABLES]
    header = {"edition": __version__, "scope": scope.as_data(), "tables": tables}
    check = Check(rehearsals=scope.everything)
    packer, digest = lzma.LZMACompressor(preset=_PRESET), hashlib.sha256()
    with path.open("xb") as file:
        file.write(f"{_FIRST}{VERSION}\n{'0' * _DIGEST_LENGTH}\n".encode())

        def put(data: bytes) -> None:
            digest.update(data)
            file.write(data)

        put(packer.compress(_line(header)))
        for table, row in rows:
            check.row(table, row)
            put(packer.compress(_line(row)))
        put(packer.flush())
        file.seek(len(f"{_FIRST}{VERSION}\n"))
        file.write(digest.hexdigest().encode())
        file.flush()
        os.fsync(file.fileno())


def _line(data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode() + b"\n"


def read(path: Path) -> Packet:
    """Read a packet and look at all of it.

    Raises:
        Refused: if it is none, of a newer edition, too large, damaged or changed by hand.
    """
    data = _bytes_of(path)
    start, _, rest = data.partition(b"\n")
    version = re.fullmatch(re.escape(_FIRST.encode()) + rb"([1-9]\d{0,5})", start)
    if version is None:
        raise Refused(
            say(
                "{file} is no packet of this kit, or it is damaged. Choose a file that ends in "
                "{suffix}. Nothing was taken from it.",
                file=path,
                suffix=SUFFIX,
            )
        )
    if int(version[1]) > VERSION:
        raise Refused(
            say(
                "{file} was written by a newer edition of this kit. Install that edition, then "
                "try again. Nothing was taken from it.",
                file=path,
            )
        )
    digest, _, body = rest.partition(b"\n")
    if digest != hashlib.sha256(body).hexdigest().encode():
        raise damaged(path)
    packet = _opened(path, body)
    for _ in packet.rows():
        pass
    return packet


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size  # a buffer is made for what is asked for
            data = file.read(min(size, LARGEST) + 1)
    except OSError as error:
        raise Refused(
            say("{file} cannot be read: {reason}.", file=path, reason=error.strerror or "?")
        ) from error
    if len(data) > LARGEST:
        raise _too_large(path)
    return data


def _opened(path: Path, body: bytes) -> Packet:
    """Return the packet whose header says what is known."""
    try:
        header = strict_json(next(_lines(path, body)).decode())
        edition, scope, counts = header["edition"], header["scope"], {}
        room, since = scope["room"], scope["since"]
        exact = header.keys() == _HEADER and scope.keys() == _SCOPE
        sound = exact and isinstance(edition, str) and isinstance(room, str)
        if not sound or not isinstance(since, float | None) or (room and since is not None):
            raise damaged(path)
        for table, (name, columns, count) in zip(TABLES, header["tables"], strict=True):
            if name != table.name or columns != table.columns.keys() or type(count) is not int:
                raise damaged(path)
            counts[name] = count
    except (ValueError, TypeError, KeyError, AttributeError, StopIteration) as error:
        raise damaged(path) from error
    return Packet(path, edition, Scope(room, since), counts, body)


def _lines(path: Path, body: bytes) -> Iterator[bytes]:
    """Yield the lines, never holding more than one and a piece."""
    unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)
    rest, total, data = b"", 0, body
    while not unpacker.eof:
        try:
            piece = unpacker.decompress(data, _PIECE)
        except lzma.LZMAError as error:
            raise damaged(path) from error
        data = b""
        if not piece and unpacker.needs_input:
            raise damaged(path)
        total += len(piece)
        *found, rest = (rest + piece).split(b"\n")
        if total > LARGEST_UNPACKED or len(rest) > LONGEST_LINE:
            raise _too_large(path)
        yield from found
    if rest or unpacker.unused_data:
        raise damaged(path)


def damaged(path: Path) -> Refused:
    """Return the refusal of a packet in which something cannot be right."""
    return Refused(
        say(
            "{file} is damaged or was changed by hand. Nothing was taken from it. Ask for the "
            "file once more.",
            file=path,
        )
    )


def _too_large(path: Path) -> Refused:
    return Refused(say("{file} is too large for a packet. Nothing was taken from it.", file=path))
