"""What trainers do with content: check, play, write, translate, bring into form."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from tppo_kit.cli.group import language_option, main, refuse
from tppo_kit.errors import KitError
from tppo_kit.language import say
from tppo_kit.settings import load_settings


@main.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--summary", is_flag=True, help="Isi dalam angka / the content in numbers.")
@language_option
def check(path: Path | None, form: str, *, summary: bool, language: str) -> None:
    """Periksa isi / check content. Keluar 0 bersih, 1 ada temuan, 2 tak terbaca."""
    from tppo_kit.authoring import checking  # noqa: PLC0415

    try:
        problems = checking.find_problems(load_settings(), path)
    except KitError as error:
        click.echo(error.message.render(language), err=True)
        sys.exit(2)
    if summary:
        numbers = checking.sum_up(load_settings(), problems)
        text = checking.tell_numbers(numbers, language)
        data: object = numbers
    else:
        text = checking.tell_problems(problems, language)
        data = [problem.as_data(language) for problem in problems]
    if form == "json":
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    click.echo(text, nl=False)
    sys.exit(1 if any(not problem.warning for problem in problems) else 0)


@main.command()
@click.argument("case")
@click.option("--choose", default="", help="Pilihan berurutan / choices in order: a,b,c")
@click.option(
    "--habit",
    type=click.Choice(["by-the-book", "hasty", "suspicious", "silent", "random"]),
    help="Simulasi dimainkan oleh kebiasaan ini / a simulation played by this habit.",
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True)
@language_option
def play(case: str, choose: str, habit: str | None, seed: int, language: str) -> None:
    """Mainkan satu kasus atau simulasi sebagai teks / play a case or simulation as text."""
    from tppo_kit.authoring.terminal import play_by_habit, play_case  # noqa: PLC0415

    try:
        if habit:
            play_by_habit(load_settings(), case, habit, seed, language)
        else:
            play_case(load_settings(), case, [name for name in choose.split(",") if name], language)
    except KitError as error:
        click.echo(error.message.render(language), err=True)
        sys.exit(2)


@main.command()
@click.argument("name")
@click.option("--like", default="konter", show_default=True, help="Templat / template.")
@language_option
def new(name: str, like: str, language: str) -> None:
    """Salin templat kasus / copy a case template."""
    from tppo_kit.authoring.scaffold import new_case  # noqa: PLC0415

    try:
        folder = new_case(load_settings(), name, like)
    except KitError as error:
        click.echo(error.message.render(language), err=True)
        sys.exit(2)
    click.echo(
        say(
            "Made: {folder}. Edit scenario.yml, then run: tppo-kit check {folder}", folder=folder
        ).render(language)
    )


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Hanya periksa / only check.")
@click.argument("notebooks", nargs=-1, type=click.Path(path_type=Path))
def tidy(notebooks: tuple[Path, ...], *, only_check: bool) -> None:
    """Rapikan notebook / bring notebooks into normal form and refresh their outputs."""
    from tppo_kit.authoring.tidying import tidy_all  # noqa: PLC0415

    try:
        changed = tidy_all(load_settings(), notebooks, only_check=only_check)
    except KitError as error:
        refuse(error.message)
    for path in changed:
        click.echo(f"{path}")
    sys.exit(1 if changed and only_check else 0)


@main.command()
@click.argument("names", nargs=-1)
@click.option("--take", type=click.Path(path_type=Path), help="Berkas terjemahan / translations.")
@click.option("--to", "target", type=click.Choice(["en"]), default="en", show_default=True)
@language_option
def translate(names: tuple[str, ...], take: Path | None, target: str, language: str) -> None:
    """Cetak teks yang belum diterjemahkan, atau ambil terjemahan / texts to translate, or take."""
    from tppo_kit.authoring.translating import (  # noqa: PLC0415
        as_yaml,
        missing_texts,
        take_texts,
    )
    from tppo_kit.content.catalogue import Catalogue  # noqa: PLC0415

    catalogue = Catalogue(load_settings().data)
    try:
        if take is None:
            click.echo(as_yaml(missing_texts(catalogue, names, target)), nl=False)
            return
        for path in take_texts(catalogue, take, target):
            click.echo(f"{path}")
    except KitError as error:
        click.echo(error.message.render(language), err=True)
        sys.exit(2)


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Hanya periksa / only check.")
def guide(*, only_check: bool) -> None:
    """Tulis halaman panduan dari data / write the pages of the guide that come from data."""
    from tppo_kit.authoring.guide_pages import (  # noqa: PLC0415
        drifted_pages,
        guide_pages,
        write_pages,
    )

    settings = load_settings()
    pages = guide_pages(settings)
    changed = drifted_pages(settings, pages)
    for path in changed:
        click.echo(path.name)
    if not only_check:
        write_pages(settings, pages)
    sys.exit(1 if changed and only_check else 0)


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Hanya periksa / only check.")
def schemas(*, only_check: bool) -> None:
    """Tulis JSON Schema dari model / write the JSON Schemas of all models."""
    from tppo_kit.content.schemas import drifted, schema_texts  # noqa: PLC0415

    folder = load_settings().data / "schemas"
    names = drifted(folder)
    for name in names:
        click.echo(name)
    if not only_check:
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / name).unlink(missing_ok=True)
        for name, text in schema_texts().items():
            (folder / name).write_text(text, encoding="utf-8")
    sys.exit(1 if names and only_check else 0)


@main.command()
@click.argument("game")
@click.option("--plans", default="", help="Rencana / plans: a,b,c; kosong: semua / none: all.")
@click.option("--seeds", type=click.IntRange(1, 10_000), default=10, show_default=True)
@click.option("--worlds", type=int, default=200, show_default=True)
@click.option("--people", type=int, default=1000, show_default=True)
@click.option(
    "--workers", default="1", help="Banyak proses, atau alamat / a number, or an address."
)
@language_option
def sweep(  # noqa: PLR0913, PLR0917 - each an option of the command
    game: str, plans: str, seeds: int, worlds: int, people: int, workers: str, language: str
) -> None:
    """Bandingkan banyak rencana permainan desa / compare many plans of a game of villages."""
    from tppo_kit.authoring.sweep_table import tell_sweep  # noqa: PLC0415 - heavy

    try:
        lines = tell_sweep(
            load_settings(),
            game,
            [name for name in plans.split(",") if name],
            range(seeds),
            worlds=worlds,
            people=people,
            workers=int(workers) if workers.isdigit() else workers,
            language=language,
        )
    except KitError as error:
        click.echo(error.message.render(language), err=True)
        sys.exit(2)
    for line in lines:
        click.echo(line)
