"""The command itself, and what all its verbs share."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from tppo_kit.language import DEFAULT, LANGUAGES, Message, known


def _own_language() -> str:
    return known(os.environ.get("TPPO_LANGUAGE", DEFAULT))


language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=_own_language,
    help="Bahasa keluaran / language of the output.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tppo-kit")
def main() -> None:
    """Kit latihan mengenali tanda TPPO / training kit on recognising trafficking."""


def refuse(message: Message) -> NoReturn:
    """Say in both languages what is wrong, and end with 2."""
    for language in LANGUAGES:
        click.echo(message.render(language), err=True)
    sys.exit(2)
