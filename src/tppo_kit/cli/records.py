"""What was answered: packed, merged, backed up, restored, and removed when it is too old."""

from __future__ import annotations

import re
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tppo_kit.cli.group import language_option, main, refuse
from tppo_kit.errors import KitError
from tppo_kit.language import say
from tppo_kit.settings import load_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from tppo_kit.language import Message
    from tppo_kit.store.log import Log

_DAY = 86_400.0
_MOST_DAYS = 36_500

data_dir_option = click.option(
    "--data-dir", type=click.Path(path_type=Path), help="Folder jawaban / of answers."
)


class Days(click.ParamType[int]):
    """A number of days such as ``400d``."""

    name = "days"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        found = re.fullmatch(r"(\d{1,6})d", value)
        if found is None or not 1 <= int(found[1]) <= _MOST_DAYS:
            self.fail("400d: 400 hari / days", param, ctx)
        return int(found[1])


@contextmanager
def _opened(data_dir: Path | None) -> Iterator[Log]:
    """Open the log; what is wrong is told in both languages and ends with 2."""
    from tppo_kit.store.log import Log  # noqa: PLC0415 - heavy

    settings = load_settings()
    if data_dir is not None:
        settings = replace(settings, answers=data_dir.resolve())
    try:
        log = Log(settings.database)
        try:
            yield log
        finally:
            log.close()
    except KitError as error:
        refuse(error.message)


@main.command()
@click.argument("room", required=False)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Semua sejak tanggal / all since a date, 2026-11-22.",
)
@click.option("--to", "file", type=click.Path(path_type=Path), required=True, help="Berkas / file.")
@data_dir_option
@language_option
def pack(
    room: str | None, since: dt.datetime | None, file: Path, data_dir: Path | None, language: str
) -> None:
    """Kemas satu lokakarya (yang terakhir) / pack one workshop (the last) into a file."""
    from tppo_kit.store.packet import Scope  # noqa: PLC0415 - heavy
    from tppo_kit.store.packing import last_room, pack  # noqa: PLC0415

    if room and since:
        refuse(say("Name a workshop or a date, not both."))
    now = time.time()
    with _opened(data_dir) as log:
        if since is not None:
            scope = Scope(since=since.timestamp())
        else:
            scope = Scope(room=room or last_room(log, now))
        counts = pack(log, file, scope, now)
    _tell(_written(file, counts), language)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@data_dir_option
@language_option
def backup(file: Path, data_dir: Path | None, language: str) -> None:
    """Cadangkan semua jawaban, juga saat server berjalan / back up all answers."""
    from tppo_kit.store.packet import Scope  # noqa: PLC0415 - heavy
    from tppo_kit.store.packing import pack  # noqa: PLC0415

    with _opened(data_dir) as log:
        counts = pack(log, file, Scope(), time.time())
    _tell(_written(file, counts), language)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@data_dir_option
@language_option
def restore(file: Path, data_dir: Path | None, language: str) -> None:
    """Pulihkan cadangan ke tempat kosong / restore a backup into an empty place."""
    from tppo_kit.store.merging import restore  # noqa: PLC0415 - heavy

    with _opened(data_dir) as log:
        counts = restore(log, file)
    _tell(say("Restored from {file}: {counts}.", file=file, counts=_counts(counts)), language)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_dir_option
@language_option
def merge(files: tuple[Path, ...], data_dir: Path | None, language: str) -> None:
    """Gabungkan paket; keluar 1 bila ada yang ditolak / merge packets; 1 if one is refused."""
    from tppo_kit.store import merging  # noqa: PLC0415 - heavy

    refused = False
    with _opened(data_dir) as log:
        for file in files:
            try:
                merged = merging.merge(log, file, time.time())
            except KitError as error:
                refused = True
                click.echo(error.message.render(language), err=True)
                continue
            _tell(
                say(
                    "{file}: new: {new}. Here already: {known}.",
                    file=file,
                    new=_counts(merged.new),
                    known=_counts(merged.known),
                ),
                language,
            )
            if merged.left_out.total():
                counts = _counts(merged.left_out)
                _tell(
                    say("Left out, because it was deleted here: {counts}.", counts=counts), language
                )
    sys.exit(1 if refused else 0)


@main.command()
@click.option("--older-than", "days", type=Days(), required=True, help="Umur / age: 400d.")
@click.option("--yes", is_flag=True, help="Sungguh hapus / really remove.")
@data_dir_option
@language_option
def purge(days: int, data_dir: Path | None, language: str, *, yes: bool) -> None:
    """Hapus jawaban lama; tanpa --yes hanya dihitung / remove old answers; else only count."""
    from tppo_kit.store import purging  # noqa: PLC0415 - heavy

    before = time.time() - days * _DAY
    with _opened(data_dir) as log:
        old = purging.purge(log, before, dry=not yes)
    numbers = {"seats": old.seats, "attempts": old.attempts, "rooms": old.rooms, "days": days}
    if yes:
        told = say(
            "Removed, older than {days} days: workshops {rooms}, seats {seats}, "
            "attempts {attempts}.",
            **numbers,
        )
    else:
        told = say(
            "Older than {days} days: workshops {rooms}, seats {seats}, attempts {attempts}. "
            "Nothing was removed. Make a backup, then add --yes to remove them.",
            **numbers,
        )
    _tell(told, language)


def _tell(message: Message, language: str) -> None:
    click.echo(message.render(language))


def _written(file: Path, counts: Mapping[str, int]) -> Message:
    size = -(-file.stat().st_size // 1024)
    return say(
        "Written: {file} ({size} kB): {counts}.", file=file, size=size, counts=_counts(counts)
    )


def _counts(counts: Mapping[str, int]) -> Message:
    """Return how many rows there are, in a person's words; the rest hangs on these."""
    return say(
        "workshops {rooms}, seats {seats}, attempts {attempts}, answers {answers}",
        rooms=counts["rooms"],
        seats=counts["seats"],
        attempts=counts["attempts"],
        answers=counts["events"] + counts["room_events"],
    )
