"""Finding problems: all content, one path, a case anywhere; and telling them to a person."""

import shutil
from pathlib import Path

import pytest

from tppo_kit.authoring.checking import find_problems, tell_problems
from tppo_kit.content.problems import Problem
from tppo_kit.errors import KitError
from tppo_kit.language import LANGUAGES, say

CASE = "umrah-bersama-ibu"
TWIN = "liburan-sepuluh-hari"


def blocking(problems):
    """Return the codes of the problems that are no mere notes."""
    return [problem.code for problem in problems if not problem.warning]


def test_the_real_content_has_no_findings(home):
    """What learners meet is clean, as a whole and in a copy elsewhere."""
    assert blocking(find_problems(home, None)) == []


def test_every_file_with_a_fault_is_named(home, rewrite):
    """Two broken files are both told at once, each with its own path and line."""
    rewrite(home.data / "scenarios" / CASE / "scenario.yml", "title:", "titel:")
    rewrite(home.data / "quizzes" / "tanda-1.yml", "minutes:", "minuts:")
    problems = find_problems(home, None)
    files = {problem.file.name for problem in problems if problem.code == "S110"}

    assert files == {"scenario.yml", "tanda-1.yml"}
    assert all(problem.line > 0 for problem in problems if problem.code == "S110")


def test_below_a_path_only_its_own_findings_are_told(home, rewrite):
    """Checking one case says nothing about another, but knows the whole content."""
    for name in (CASE, TWIN):
        rewrite(home.data / "scenarios" / name / "scenario.yml", "title:", "titel:")
    folder = home.data / "scenarios" / CASE

    for path in (folder, folder / "scenario.yml"):
        problems = find_problems(home, path)
        assert {problem.file.parent.name for problem in problems} == {CASE}
        assert "S110" in blocking(problems)
    assert find_problems(home, home.data / "signs") == []


@pytest.mark.parametrize("part", ["", "scenario.yml", "playthroughs.yml", "notes.md"])
def test_a_case_is_checked_wherever_it_lies(home, tmp_path, rewrite, part):
    """A case on a stick is checked against the kit's own signs and sources, by folder or file."""
    folder = tmp_path / "stick" / CASE
    shutil.copytree(home.data / "scenarios" / CASE, folder)
    assert blocking(find_problems(home, folder / part)) == []

    rewrite(folder / "scenario.yml", "teaches: [T-REK-06", "teaches: [T-REK-99")

    assert blocking(find_problems(home, folder / part)) != []
    assert blocking(find_problems(home, None)) == []


def test_a_folder_of_content_is_checked_as_a_whole(home, tmp_path):
    """Another office's data folder is checked on its own."""
    other = tmp_path / "other"
    shutil.copytree(home.data, other)
    (other / "sources" / "KIT.yml").unlink()

    problems = find_problems(home, other)

    assert len(blocking(problems)) > 1
    assert all(problem.file.is_relative_to(other) for problem in problems)


def test_a_template_is_held_to_the_standard_of_a_case(home, rewrite):
    """Templates have nothing to mend but what the author fills in, and faults in them are found."""
    folder = home.data / "templates" / "konter"
    assert blocking(find_problems(home, folder)) == []

    rewrite(folder / "scenario.yml", "start: ", "start: nowhere-")

    assert blocking(find_problems(home, folder)) != []


@pytest.mark.parametrize("name", ["no-such-folder", "data/scenarios/none", "data/none.yml"])
def test_a_path_that_is_not_there_is_a_sentence(home, name):
    """A mistyped path is named, in both languages."""
    with pytest.raises(KitError) as told:
        find_problems(home, home.home / name)

    assert all(Path(name).name in told.value.message.render(lang) for lang in LANGUAGES)


def test_a_path_that_is_no_content_is_a_sentence(home, tmp_path):
    """Some other folder or file is not silently found clean."""
    (tmp_path / "letter.txt").write_text("a letter", encoding="utf-8")
    (tmp_path / "empty").mkdir()

    for path in (tmp_path / "letter.txt", tmp_path / "empty", home.home / "modules"):
        with pytest.raises(KitError):
            find_problems(home, path)


def test_without_content_it_says_where_to_run(home):
    """In a folder that is not the kit's the sentence names what is missing."""
    shutil.rmtree(home.data)

    with pytest.raises(KitError) as told:
        find_problems(home, None)
    assert str(home.data) in told.value.message.render("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_finding_is_told_with_place_fault_and_remedy(language):
    """File, line, code, what is wrong and how to mend it stand there; then how many there are."""
    what, mend = say("'{key}' is missing", key="id"), say("Start")
    problems = [
        Problem("S111", Path("a.yml"), 3, what, mend),
        Problem("B405", Path("b.yml"), 0, what, mend, warning=True),
    ]
    lines = tell_problems(problems, language).splitlines()

    assert lines[0].startswith("a.yml:3  S111 (")
    assert lines[3].startswith("b.yml:0  B405 (")
    assert lines[0].split("(")[1] != lines[3].split("(")[1]
    assert [line.strip() for line in lines[1:3]] == [
        what.render(language),
        f"→ {mend.render(language)}",
    ]
    assert lines[-1].count("1") == 2
    assert len(lines) == 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_is_told_too(language):
    """A clean check says that there is nothing, instead of staying silent."""
    assert tell_problems([], language).count("0") == 2
