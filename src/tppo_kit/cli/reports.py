"""Reports as files or on the terminal: of a session, a village or office, a quarter."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tppo_kit.cli.group import language_option, main, refuse
from tppo_kit.cli.records import data_dir_option
from tppo_kit.errors import KitError
from tppo_kit.language import say
from tppo_kit.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.reports.documents import Asked

_ENDINGS = (".pdf", ".xlsx", ".zip", ".txt")


def _report_options(verb: Callable[..., None]) -> Callable[..., None]:
    to = click.option(
        "--to",
        "file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Berkas / file: .pdf, .xlsx, .zip (CSV), .txt; tanpa ini / else: terminal.",
    )
    return to(data_dir_option(language_option(verb)))


@main.group()
def report() -> None:
    """Buat laporan / make a report."""


@report.command()
@click.argument("room")
@_report_options
def session(room: str, file: Path | None, data_dir: Path | None, language: str) -> None:
    """Satu acara / one session; ROOM: nomornya di halaman laporan / its id on the report page."""
    from tppo_kit.reports.documents import Asked  # noqa: PLC0415 - heavy

    _make(lambda: Asked(room=room), file, data_dir, language)


@report.command()
@click.argument("place")
@click.argument("quarter")
@_report_options
def place(
    place: str, quarter: str, file: Path | None, data_dir: Path | None, language: str
) -> None:
    """Satu desa atau kantor / one village or office in a quarter: desa-anis 2026-4."""
    from tppo_kit.reports.documents import Asked  # noqa: PLC0415 - heavy
    from tppo_kit.reports.periods import Quarter  # noqa: PLC0415

    _make(lambda: Asked(place=place, quarter=Quarter.parse(quarter)), file, data_dir, language)


@report.command()
@click.argument("quarter")
@_report_options
def quarter(quarter: str, file: Path | None, data_dir: Path | None, language: str) -> None:
    """Satu triwulan / one quarter: 2026-4."""
    from tppo_kit.reports.documents import Asked  # noqa: PLC0415 - heavy
    from tppo_kit.reports.periods import Quarter  # noqa: PLC0415

    _make(lambda: Asked(quarter=Quarter.parse(quarter)), file, data_dir, language)


def _make(
    asked: Callable[[], Asked], file: Path | None, data_dir: Path | None, language: str
) -> None:
    """Write a report to a file, or to the terminal where none is named."""
    from tppo_kit.reports.documents import document, report_on  # noqa: PLC0415 - heavy
    from tppo_kit.reports.periods import day_of  # noqa: PLC0415
    from tppo_kit.store.log import Log  # noqa: PLC0415

    settings = load_settings()
    if data_dir is not None:
        settings = replace(settings, answers=data_dir.resolve())
    ending = ".txt" if file is None else file.suffix.lower()
    if ending not in _ENDINGS:
        refuse(say("Choose a name that ends in one of {endings}.", endings=", ".join(_ENDINGS)))
    day = day_of(time.time())
    try:
        log = Log(settings.database)
        try:
            made = report_on(asked(), log, settings.data, language, day)
        finally:
            log.close()
        data = document(made, ending.removeprefix("."), settings.data, language, day)
    except KitError as error:
        refuse(error.message)
    if file is None:
        click.echo(data, nl=False)
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        refuse(
            say(
                "{file} cannot be written: {reason}. Choose another place.",
                file=file,
                reason=error.strerror or "?",
            )
        )
    click.echo(say("Written: {file}", file=file).render(language))
