"""Programmes: the notebooks and activities they name exist."""

import pytest

from tppo_kit.content.rules.programmes import check_programmes

PROGRAMME = "data/programmes/contoh.yml"


def told(content):
    """Return code and line of every finding about programmes."""
    return [(found.code, found.line) for found in check_programmes(content.catalogue, content.home)]


def test_a_sound_programme_has_no_findings(content):
    """Every kind of activity can be named."""
    assert told(content) == []


@pytest.mark.parametrize(
    "activity",
    [
        "quiz:kuis-contoh2",
        "scenario:kuis-contoh",
        "quiz:cuti-dua-pekan",
        "sorter:",
        "explorer:non-signs",
        "explorer",
        "item:langkah-pertama",
        "programme:contoh",
        "",
    ],
)
def test_an_activity_that_is_not_there_is_told_on_its_line(content, activity):
    """Only cases, quizzes, sorters and the explorer of signs can be played."""
    content.change("      - quiz:kuis-contoh\n", f"      - '{activity}' # here\n", PROGRAMME)

    assert told(content) == [("L212", content.line("# here", PROGRAMME))]


def test_a_notebook_that_is_not_there_is_told_on_its_line(content):
    """Names are looked up from the folder of the kit."""
    (content.home / "modules" / "01_contoh.ipynb").unlink()

    assert told(content) == [("L211", content.line("notebook:", PROGRAMME))]


def test_a_folder_is_no_notebook(content):
    """The path must be a file."""
    notebook = content.home / "modules" / "01_contoh.ipynb"
    notebook.unlink()
    notebook.mkdir()

    assert [code for code, _ in told(content)] == ["L211"]


def test_every_fault_of_every_programme_is_told(content):
    """Two programmes with two faults each are four findings."""
    content.change("quiz:kuis-contoh", "quiz:entah", PROGRAMME)
    content.change("01_contoh.ipynb", "02_contoh.ipynb", PROGRAMME)
    second = content.read(PROGRAMME).replace("id: contoh", "id: dua")
    content.write("data/programmes/dua.yml", second)

    assert [code for code, _ in told(content)] == ["L211", "L212"] * 2


def test_a_broken_programme_is_passed_over(content):
    """What reading has told is not told again, and other programmes are still checked."""
    content.write("data/programmes/dua.yml", b"\xff")
    content.change("quiz:kuis-contoh", "quiz:entah", PROGRAMME)

    assert [code for code, _ in told(content)] == ["L212"]
