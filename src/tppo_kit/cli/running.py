"""Starting programs: server, JupyterLab, benchmarks."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from tppo_kit.cli.group import main, refuse
from tppo_kit.errors import KitError
from tppo_kit.settings import load_settings


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8866, show_default=True)
@click.option("--lan", is_flag=True, help="Buka untuk perangkat lain / let other devices in.")
@click.option("--data-dir", type=click.Path(path_type=Path), help="Folder jawaban / of answers.")
@click.option(
    "--plain-kernels",
    is_flag=True,
    help="Tiap kernel dimulai sendiri / start each kernel by itself.",
)
@click.option(
    "--pool",
    type=click.IntRange(0, 20),
    help="Kernel siap pakai per notebook / kernels kept ready for each notebook. "
    "[0; --plain-kernels: 1]",
)
@click.option("--browser/--no-browser", default=True, help="Buka peramban / open the browser.")
def serve(  # noqa: PLR0913 - one argument for each option
    port: int,
    *,
    lan: bool,
    data_dir: Path | None,
    plain_kernels: bool,
    pool: int | None,
    browser: bool,
) -> None:
    """Jalankan server / start the server."""
    if plain_kernels:
        os.environ["TPPO_PLAIN_KERNELS"] = "1"
    from tppo_kit.kernels.provisioner import is_plain  # noqa: PLC0415 - heavy
    from tppo_kit.server import app  # noqa: PLC0415
    from tppo_kit.server.addresses import addresses, greeting  # noqa: PLC0415

    if pool is None:
        pool = 1 if is_plain() else 0
    settings = load_settings()
    if data_dir is not None:
        settings = replace(settings, answers=data_dir.resolve())
    places = addresses(port, lan=lan, base=settings.base)

    def opened(pin: str) -> None:
        letters = sys.stdout.encoding or "utf-8"  # a terminal may lack the blocks of a QR code
        text = greeting(places, pin, lan=lan)
        click.echo(text.encode(letters, "replace").decode(letters))
        sys.stdout.flush()
        if browser:
            app.open_browser(places[-1])

    try:
        app.serve(settings, port=port, lan=lan, pool=pool, opened=opened)
    except KitError as error:
        refuse(error.message)


#: JupyterLab would ask other hosts for news and new versions.
_QUIET_LAB = (
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1)
def lab(arguments: tuple[str, ...]) -> None:
    """Buka JupyterLab / open JupyterLab on the notebooks and content."""
    from tppo_kit.kernels.kernelspec import show_kernelspec  # noqa: PLC0415 - only this needs it

    home = load_settings().home
    show_kernelspec()
    os.chdir(home)
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", *_QUIET_LAB, *arguments])  # noqa: S606


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1)
def bench(arguments: tuple[str, ...]) -> None:
    """Ukur kecepatan dan memori / measure speed and memory."""
    script = load_settings().home / "benchmarks" / "run.py"
    os.execv(sys.executable, [sys.executable, str(script), *arguments])  # noqa: S606
