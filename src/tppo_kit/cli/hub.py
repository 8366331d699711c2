"""The server of one person behind a JupyterHub."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from tppo_kit.cli.group import main, refuse
from tppo_kit.errors import KitError
from tppo_kit.language import say
from tppo_kit.settings import load_settings

#: The secret by which the server speaks with the Hub; no kernel needs it.
_TOKENS = ("JUPYTERHUB_API_TOKEN", "JPY_API_TOKEN")


@main.command()
@click.option("--data-dir", type=click.Path(path_type=Path), help="Folder jawaban / of answers.")
def hub(data_dir: Path | None) -> None:
    """Layani satu orang di JupyterHub / serve one person of a JupyterHub."""
    try:
        from tppo_kit.server.hub import Hub  # noqa: PLC0415 - heavy
    except ModuleNotFoundError as error:
        if error.name != "jupyterhub":
            raise
        refuse(say("JupyterHub is not installed here. Install it: pip install 'tppo-kit[hub]'"))
    from tppo_kit.server import app  # noqa: PLC0415
    from tppo_kit.server.spawned import read_spawned  # noqa: PLC0415

    # A warm process pays by being shared; the server of one person has nobody to share it with.
    os.environ.setdefault("TPPO_PLAIN_KERNELS", "1")
    settings = load_settings()
    if data_dir is not None:
        settings = replace(settings, answers=data_dir.resolve())
    try:
        spawned = read_spawned(os.environ)
        settings = replace(settings, base=spawned.base)
        guard = Hub(spawned, settings.answers)
        for name in _TOKENS:
            os.environ.pop(name, None)

        def opened(_pin: str) -> None:
            click.echo(f"tppo-kit: port {spawned.port}, {spawned.base}")
            sys.stdout.flush()

        app.serve(settings, port=spawned.port, lan=False, pool=0, opened=opened, hub=guard)
    except KitError as error:
        refuse(error.message)
