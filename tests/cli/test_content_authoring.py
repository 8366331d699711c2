"""The verbs for translators and facilitators: ``translate`` and ``guide``."""

import shutil

import pytest
import yaml
from click.testing import CliRunner

from tppo_kit.authoring.guide_pages import guide_pages
from tppo_kit.cli import main
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.pages import Page
from tppo_kit.language import LANGUAGES, say
from tppo_kit.settings import REPOSITORY, load_settings

PAGE = "page:01-mulai"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Give a copy of the kit's content, to which every command is pointed."""
    folder = tmp_path / "home"
    for name in ("data", "modules", "simulations"):
        shutil.copytree(REPOSITORY / name, folder / name)
    for sibling in (folder / "data" / "pages").glob("*.en.yml"):
        sibling.unlink()
    monkeypatch.setenv("TPPO_HOME", str(folder))
    monkeypatch.delenv("TPPO_LANGUAGE", raising=False)
    return folder


def run(*arguments):
    """Run a command in this process; a fault in it is a fault of the test."""
    arguments = [str(argument) for argument in arguments]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def sessions(home):
    """Return the session plans on disk."""
    return {path.name: path.read_bytes() for path in (home / "facilitator_guide").rglob("*.md")}


def test_translate_prints_what_is_open(home):
    """Each record asked for has its keys and texts, as YAML that can be saved and filled in."""
    told = run("translate", PAGE, "page:01-pokok")
    missing = yaml.safe_load(told.output)
    page = Catalogue(home / "data").get(Page, "01-mulai")

    assert told.exit_code == 0
    assert [*missing] == [PAGE, "page:01-pokok"]
    assert missing[PAGE]["title"] == page.title


def test_translate_takes_what_it_printed(home, tmp_path):
    """A file that was printed and filled in is written beside the record, whose path is named."""
    missing = yaml.safe_load(run("translate", PAGE).output)
    missing[PAGE]["title"] = "Welcome"
    given = tmp_path / "given.yml"
    given.write_text(yaml.safe_dump(missing, allow_unicode=True), encoding="utf-8")
    told = run("translate", "--take", given)
    sibling = home / "data" / "pages" / "01-mulai.en.yml"

    assert (told.exit_code, told.output.split()) == (0, [str(sibling)])
    assert Catalogue(home / "data", "en").get(Page, "01-mulai").title == "Welcome"
    assert yaml.safe_load(run("translate", PAGE).output) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translate_says_what_it_cannot_find(home, tmp_path, language):
    """An unknown record, key or file is one sentence in the chosen language, and exit code 2."""
    given = tmp_path / "given.yml"
    unknown = run("translate", "page:entah", "--language", language)
    nothing = run("translate", "--take", given, "--language", language)
    given.write_text(f"{PAGE}: {{titel: x}}", encoding="utf-8")
    key = run("translate", "--take", given, "--language", language)

    pattern = say("there is no {kind} with the name '{name}'", kind="page", name="entah")
    assert unknown.stderr == pattern.render(language) + "\n"
    assert str(given) in nothing.stderr
    assert "'titel'" in key.stderr
    for told in (unknown, nothing, key):
        assert (told.exit_code, told.stdout) == (2, "")
        assert len(told.stderr.splitlines()) == 1
    assert not list((home / "data" / "pages").glob("*.en.yml"))


def test_translate_goes_into_another_language_only():
    """Indonesian is what is translated, and no language without an interface is taken."""
    assert run("translate", PAGE, "--to", "id").exit_code == 2
    assert run("translate", PAGE, "--to", "fr").exit_code == 2


def test_guide_checks_without_writing(home):
    """Where no plan is written yet, each is named, the exit code is 1 and nothing is written."""
    told = run("guide", "--check")
    plans = guide_pages(load_settings())

    assert told.exit_code == 1
    assert sorted(told.output.split()) == sorted(path.name for path in plans)
    assert sessions(home) == {}


def test_guide_writes_one_plan_for_each_workshop(home):
    """Written once, a second time there is nothing to do and the check is clean."""
    workshops = [path.stem for path in (home / "data" / "programmes").glob("lokakarya-*.yml")]
    first, second, check = run("guide"), run("guide"), run("guide", "--check")

    assert first.exit_code == 0
    pages = {*(f"{name}.md" for name in workshops), "odd_tiga_desa.md"}
    assert sessions(home).keys() == pages
    assert (second.exit_code, second.output) == (0, "")
    assert (check.exit_code, check.output) == (0, "")


def test_guide_mends_what_has_drifted(home):
    """A changed, a missing and a left-over plan are named by the check and put right by the verb."""
    run("guide")
    before = sessions(home)
    first, second = sorted(name for name in before if name.startswith("lokakarya"))[:2]
    folder = home / "facilitator_guide" / "sesi"
    (folder / first).write_text("changed", encoding="utf-8")
    (folder / second).unlink()
    (folder / "zz-lama.md").write_text("old", encoding="utf-8")
    check = run("guide", "--check")

    assert (check.exit_code, check.output.split()) == (1, [first, second, "zz-lama.md"])
    assert run("guide").output == check.output
    assert sessions(home) == before


def test_the_plans_of_the_repository_are_as_the_programmes_say(monkeypatch):
    """What a facilitator opens in the repository was written from the programmes of today."""
    monkeypatch.setenv("TPPO_HOME", str(REPOSITORY))
    told = run("guide", "--check")

    assert (told.exit_code, told.output) == (0, "")
