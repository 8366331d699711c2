"""The command: its verbs for content, exit codes, its JSON, and its sentences in both languages."""

import json
import shutil

import nbformat
import pytest
from click.testing import CliRunner

from tppo_kit.authoring.checking import find_problems, tell_problems
from tppo_kit.cli import main
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import KitError
from tppo_kit.language import LANGUAGES
from tppo_kit.sessions.library import open_activity, quoted_facts
from tppo_kit.sessions.transcript import case_events, transcript
from tppo_kit.settings import REPOSITORY, load_settings

CASE = "umrah-bersama-ibu"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Give a copy of the kit's content, to which every command is pointed."""
    folder = tmp_path / "home"
    for name in ("data", "modules", "simulations"):
        shutil.copytree(REPOSITORY / name, folder / name)
    monkeypatch.setenv("TPPO_HOME", str(folder))
    monkeypatch.setenv("TPPO_DATA_DIR", str(tmp_path / "answers"))
    monkeypatch.delenv("TPPO_LANGUAGE", raising=False)
    return folder


def run(*arguments):
    """Run a command in this process; a fault in it is a fault of the test."""
    arguments = [str(argument) for argument in arguments]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def spoil(home, before="title:", after="titel:"):
    """Put a fault into one case and return its folder."""
    folder = home / "data" / "scenarios" / CASE
    text = (folder / "scenario.yml").read_text(encoding="utf-8")
    (folder / "scenario.yml").write_text(text.replace(before, after, 1), encoding="utf-8")
    return folder


def sentence(action):
    """Return the message with which something is refused."""
    with pytest.raises(KitError) as told:
        action()
    return told.value.message


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_is_silent_about_clean_content_and_ends_with_zero(home, language):
    """Without findings the exit code is 0 and the count is told."""
    told = run("check", "--language", language)

    assert told.exit_code == 0
    assert told.output == tell_problems(find_problems(load_settings(), None), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_tells_findings_and_ends_with_one(home, language):
    """With a finding the exit code is 1, and the finding is told in the language."""
    spoil(home)
    problems = find_problems(load_settings(), None)

    everything = run("check", "--language", language)
    assert everything.exit_code == 1
    assert everything.output == tell_problems(problems, language)


def test_check_of_a_part_tells_of_that_part_only(home):
    """The exit code is 1 for the case with the finding, and 0 for what else there is."""
    folder = spoil(home)

    assert run("check", folder).exit_code == 1
    assert run("check", home / "data" / "sorters").exit_code == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_gives_findings_as_json(home, language):
    """Programs get a list of findings with named fields; a clean check is an empty list."""
    folder = spoil(home)
    told = run("check", folder, "--format", "json", "--language", language)
    problems = find_problems(load_settings(), folder)
    clean = run("check", home / "data" / "sorters", "--format", "json")

    assert told.exit_code == 1
    assert json.loads(told.output) == [problem.as_data(language) for problem in problems]
    assert {"code", "file", "line", "what", "mend", "warning"} == {*json.loads(told.output)[0]}
    assert (clean.exit_code, json.loads(clean.output)) == (0, [])


def test_notes_alone_do_not_fail_a_check(home):
    """What a draft may leave open is told, and the exit code stays 0."""
    told = run("check", home / "data" / "templates" / "konter", "--format", "json")

    assert told.exit_code == 0
    assert {finding["warning"] for finding in json.loads(told.output)} == {True}


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_check_of_what_is_not_there_ends_with_two(home, language, form):
    """A path that cannot be checked is a sentence on the error stream and exit code 2."""
    path = home / "no-such-folder"
    told = run("check", path, "--language", language, "--format", form)
    message = sentence(lambda: find_problems(load_settings(), path))

    assert told.exit_code == 2
    assert told.stderr == message.render(language) + "\n"
    assert told.stdout == ""


@pytest.mark.parametrize(
    ("wanted", "spoken"), [("en", "en"), ("id", "id"), ("fr", "id"), ("", "id")]
)
def test_the_language_may_stand_in_the_environment(home, monkeypatch, wanted, spoken):
    """TPPO_LANGUAGE chooses the language; what the kit does not speak is Indonesian."""
    monkeypatch.setenv("TPPO_LANGUAGE", wanted)

    missing = home / "no-such-folder"
    told = run("check", missing).stderr

    assert told == run("check", missing, "--language", spoken).stderr
    assert told != run("check", missing, "--language", "en" if spoken == "id" else "id").stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_play_with_choices_shows_the_whole_walk(home, language):
    """Every view is printed as text, from the cover to the debrief."""
    catalogue = Catalogue(home / "data", language)
    choices = catalogue.case(CASE).playthroughs.record[0].choose
    activity, facts = open_activity(f"scenario:{CASE}", catalogue), quoted_facts(catalogue)
    told = run("play", CASE, "--choose", ",".join(choices), "--language", language)

    assert told.exit_code == 0
    for text in transcript(activity, case_events(choices), language, facts):
        assert text in told.output


@pytest.mark.parametrize("language", LANGUAGES)
def test_play_stops_at_a_choice_that_is_not_open(home, language):
    """The view before it is shown, then a sentence that names the choice."""
    told = run("play", CASE, "--choose", "fly-away,tanya-terbuka", "--language", language)

    assert "fly-away" in told.output.splitlines()[-2]
    assert "> choose tanya-terbuka" not in told.output


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["no-such-case", "quiz:none", "../etc"])
def test_play_of_what_is_not_there_ends_with_two(home, language, key):
    """A mistyped case is a sentence on the error stream."""
    full = key if ":" in key else f"scenario:{key}"
    told = run("play", key, "--choose", "a", "--language", language)
    message = sentence(lambda: open_activity(full, Catalogue(home / "data")))

    assert told.exit_code == 2
    assert told.stderr == message.render(language) + "\n"


def test_play_without_choices_needs_a_terminal(home):
    """In a script it ends with 2 and says how to give the choices."""
    told = run("play", CASE)

    assert told.exit_code == 2
    assert "--choose" in told.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_makes_a_case_and_says_where(home, language):
    """The folder is named, with the command that checks it; that command finds nothing wrong."""
    told = run("new", "surat-dari-paman", "--language", language)
    folder = home / "data" / "scenarios" / "surat-dari-paman"

    assert told.exit_code == 0
    assert told.output.count(str(folder)) == 2
    assert (folder / "scenario.yml").is_file()
    assert run("check", folder).exit_code == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", [["Surat Paman"], [CASE], ["surat", "--like", "none"]])
def test_new_refuses_with_two(home, language, arguments):
    """A bad name, a taken one and an unknown template are sentences, and nothing is made."""
    before = sorted((home / "data").rglob("*"))
    told = run("new", *arguments, "--language", language)

    assert told.exit_code == 2
    assert told.stderr.strip()
    assert told.stdout == ""
    assert sorted((home / "data").rglob("*")) == before


def test_schemas_are_as_the_models_say():
    """The schema files of the repository have not drifted from the models."""
    assert run("schemas", "--check").exit_code == 0


def test_schemas_that_drifted_are_named_and_written(home):
    """A changed, a lost and a foreign file end the check with 1; writing mends all three."""
    folder = home / "data" / "schemas"
    (folder / "sign.schema.json").write_text("{}", encoding="utf-8")
    (folder / "quiz.schema.json").unlink()
    (folder / "old.schema.json").write_text("{}", encoding="utf-8")
    names = ["old.schema.json", "quiz.schema.json", "sign.schema.json"]

    told = run("schemas", "--check")
    assert told.exit_code == 1
    assert told.output.split() == names
    assert (folder / "old.schema.json").exists()

    assert run("schemas").exit_code == 0
    assert run("schemas", "--check").exit_code == 0
    assert not (folder / "old.schema.json").exists()


def test_tidy_checks_and_then_writes(home):
    """An untidy notebook is named with exit code 1; once tidied there is nothing to say."""
    path = home / "modules" / "09_small.ipynb"
    cell = nbformat.v4.new_code_cell("1 + 1", execution_count=4)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)

    told = run("tidy", "--check", path)
    assert (told.exit_code, told.output.strip()) == (1, str(path))
    assert run("tidy", path).exit_code == 0
    again = run("tidy", "--check", path)
    assert (again.exit_code, again.output) == (0, "")


def test_tidy_of_what_is_no_notebook_ends_with_two(home):
    """A mistyped path is a sentence, not a fault of the program."""
    told = run("tidy", "--check", home / "modules" / "none.ipynb")

    assert told.exit_code == 2
    assert "none.ipynb" in told.stderr
