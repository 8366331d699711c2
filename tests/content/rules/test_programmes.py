"""Programmes: the notebooks and activities they name exist, and workshops add up."""

import pytest

from tppo_kit.content.rules.programmes import check_programmes

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


def workshop(content, *, minutes=45, last=15, activity="quiz:kuis-contoh"):
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
  - {{minutes: 20, kind: activity, title: Kuis, does: Mainkan., activity: "{activity}"}}
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
