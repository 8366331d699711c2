"""Programmes: the notebooks and activities they name exist, and workshops add up."""

import shutil

import pytest

from tppo_kit.content.rules.programmes import check_programmes
from tppo_kit.settings import REPOSITORY

UNIT = "data/units/contoh.yml"
WORKSHOP = "data/programmes/lokakarya.yml"


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
    """Only what can be played, and the explorers by their own names, may stand there."""
    content.change("  - quiz:kuis-contoh\n", f"  - '{activity}' # here\n", UNIT)

    assert told(content) == [("L212", content.line("# here", UNIT))]


def test_a_notebook_that_is_not_there_is_told_on_its_line(content):
    """Names are looked up from the folder of the kit."""
    (content.home / "modules" / "01_contoh.ipynb").unlink()

    assert told(content) == [("L211", content.line("notebook:", UNIT))]


def test_a_folder_is_no_notebook(content):
    """The path must be a file."""
    notebook = content.home / "modules" / "01_contoh.ipynb"
    notebook.unlink()
    notebook.mkdir()

    assert [code for code, _ in told(content)] == ["L211"]


def test_every_fault_of_every_unit_is_told(content):
    """Two units with two faults each are four findings."""
    content.change("quiz:kuis-contoh", "quiz:entah", UNIT)
    content.change("01_contoh.ipynb", "02_contoh.ipynb", UNIT)
    second = content.read(UNIT).replace("id: contoh", "id: dua")
    content.write("data/units/dua.yml", second)

    assert [code for code, _ in told(content)] == ["L211", "L212"] * 2


def test_a_broken_unit_is_passed_over(content):
    """What reading has told is not told again, and other units are still checked."""
    content.write("data/units/dua.yml", b"\xff")
    content.change("quiz:kuis-contoh", "quiz:entah", UNIT)

    assert [code for code, _ in told(content)] == ["L212"]


def workshop(content, *, minutes=45, last=15, activity="quiz:kuis-contoh", way="each", more=""):
    """Write a workshop of three blocks, the second one a break."""
    content.write(
        WORKSHOP,
        f"""format: programme/1
kind: workshop
id: lokakarya
title: Lokakarya contoh
about: Untuk uji saja.
audience: officers
minutes: {minutes}
people: Sepuluh orang.
objectives: [Mencoba semuanya.]
materials: [Kertas.]
care: [Beri waktu.]
blocks:
  - {{minutes: 20, kind: activity, title: Kuis, does: Mainkan., activity: "{activity}",
    way: {way}{more}}}
  - {{minutes: 10, kind: break, title: Istirahat, does: Beri waktu.}}
  - {{minutes: {last}, kind: closing, title: Penutup, does: Rangkum.}}
""",
    )


def test_a_workshop_that_adds_up_has_no_findings(content):
    """Breaks count."""
    workshop(content)

    assert told(content) == []
    assert content.found() == []


@pytest.mark.parametrize("last", [14, 16])
def test_a_workshop_that_does_not_add_up_is_told_on_its_line(content, last):
    """A minute too few or too many is told at 'minutes'."""
    workshop(content, last=last)

    assert told(content) == [("B410", content.line("minutes: 45", WORKSHOP))]


def test_a_block_names_an_activity_that_exists(content):
    """What is played in a workshop is looked up as in a unit."""
    workshop(content, activity="quiz:entah")

    assert told(content) == [("L212", content.line("quiz:entah", WORKSHOP))]


@pytest.mark.parametrize("activity", ["survey:reaksi-contoh", "test:kuis-contoh", "explorer:signs"])
def test_a_block_may_play_surveys_tests_and_shelves(content, activity):
    """A survey is a record of its own, a test is a quiz, and a shelf is known by its name."""
    workshop(content, activity=activity)

    assert told(content) == []


@pytest.mark.parametrize("activity", ["survey:kuis-contoh", "test:reaksi-contoh", "test:entah"])
def test_a_survey_is_no_quiz_and_a_quiz_no_survey(content, activity):
    """Each is looked for among its own kind."""
    workshop(content, activity=activity)

    assert told(content) == [("L212", content.line(activity, WORKSHOP))]


def table(content, *news):
    """Write a workshop around a table, with news for these."""
    folder = content.home / "data" / "tabletops"
    folder.mkdir()
    shutil.copy(REPOSITORY / "data" / "tabletops" / "keberangkatan-mendadak.yml", folder)
    told_to = ", ".join(f'{{after: 5, to: "{to}", text: Kabar.}}' for to in news)
    key = "tabletop:keberangkatan-mendadak"
    workshop(content, activity=key, way="tables", more=f",\n    injects: [{told_to}]")


def test_news_reaches_all_a_table_or_a_role(content):
    """Each address that a room knows may stand there."""
    table(content, "all", "table:3", "role:imigrasi", "role:desa")

    assert told(content) == []


def test_news_to_a_role_that_nobody_has_is_told_on_its_line(content):
    """What would reach nobody is told, with the roles there are."""
    table(content, "all", "role:nelayan")
    (problem,) = check_programmes(content.catalogue, content.home)

    assert (problem.code, problem.line) == ("L217", content.line("role:nelayan", WORKSHOP))
    assert "imigrasi" in problem.as_data("id")["mend"]


def test_news_at_a_table_that_is_not_there_is_told_once(content):
    """The missing activity is the fault; the roles cannot be looked up."""
    workshop(
        content,
        activity="tabletop:entah",
        way="tables",
        more=', injects: [{after: 5, to: "role:desa", text: Kabar.}]',
    )

    assert told(content) == [("L212", content.line("tabletop:entah", WORKSHOP))]
