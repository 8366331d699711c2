"""Checking a certificate's code by the results in this log, without internet."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tppo_kit.cli.group import language_option, main
from tppo_kit.cli.records import data_dir_option
from tppo_kit.errors import KitError
from tppo_kit.language import say
from tppo_kit.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tppo_kit.language import Message
    from tppo_kit.sessions.certificate import Verdict


@main.command()
@click.argument("code", nargs=-1, required=True)
@data_dir_option
@language_option
def verify(code: tuple[str, ...], data_dir: Path | None, language: str) -> None:
    """Periksa kode sertifikat / check a certificate's code.

    Keluar 0 asli, 1 tidak cocok atau tidak ada di sini, 2 tidak terbaca. Yang diperiksa: jam dan
    hasilnya, bukan nama yang ditulis tangan / checked are hours and results, not the name.
    """
    from tppo_kit.content.catalogue import Catalogue  # noqa: PLC0415 - heavy
    from tppo_kit.sessions.certificate import verify as verdict_on  # noqa: PLC0415
    from tppo_kit.store.log import Log  # noqa: PLC0415

    settings = load_settings()
    if data_dir is not None:
        settings = replace(settings, answers=data_dir.resolve())
    try:
        log = Log(settings.database)
        try:
            catalogue = Catalogue(settings.data, language)
            verdict = verdict_on("".join(code), log, catalogue, time.time())
        finally:
            log.close()
    except KitError as error:
        click.echo(error.message.render(language), err=True)
        sys.exit(2)
    for sentence in _told(verdict):
        click.echo(sentence.render(language))
    sys.exit({"genuine": 0, "mistyped": 2}.get(verdict.kind, 1))


def _told(verdict: Verdict) -> Iterator[Message]:
    yield verdict.message
    if verdict.certificate is None:
        return
    for part in verdict.certificate.training.parts:
        yield say(
            "- {title}: {minutes} minutes, {day}",
            title=part.title,
            minutes=part.minutes,
            day=part.day,
        )
    yield say("Whose name stands on the certificate cannot be told from the code.")
