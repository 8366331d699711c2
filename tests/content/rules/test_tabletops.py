"""Rules on coordination tables: a planted fault is found, a near miss is not."""

import shutil

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.rules.tabletops import check_tabletops
from tppo_kit.settings import REPOSITORY

GRAVE, CALM = "keberangkatan-mendadak", "rombongan-magang"


@pytest.fixture
def tables(tmp_path):
    """Give a data folder with both tables alone."""
    shutil.copytree(REPOSITORY / "data" / "tabletops", tmp_path / "tabletops")
    return tmp_path


def change(tables, name, old, new):
    """Change a line in one of the tables."""
    path = tables / "tabletops" / f"{name}.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def codes(tables):
    """Return the codes of what is found."""
    return [problem.code for problem in check_tabletops(Catalogue(tables))]


def test_the_real_tables_are_sound(tables):
    """Nothing is found where nothing is wrong."""
    assert codes(tables) == []


def test_a_twin_that_is_not_there_is_found(tables):
    """A table without its look-alike teaches to say yes."""
    (tables / "tabletops" / f"{CALM}.yml").unlink()

    assert codes(tables) == ["K101"]


def test_twins_must_name_each_other(tables):
    """One that names another table is found on both sides."""
    change(tables, CALM, f"twin: {GRAVE}", "twin: meja-lain")

    assert codes(tables) == ["K101", "K101"]


def test_two_tables_of_the_same_truth_are_found(tables):
    """One of the two must be harmless."""
    change(tables, CALM, "truth: inform\naccepts: [no-concern]", "truth: refer")
    change(tables, CALM, "    rung: inform\n    right: true", "    rung: refer\n    right: true")

    assert codes(tables) == ["K102", "K102"]


def test_different_steps_are_found(tables):
    """A step that stands in one of them only would give a hint."""
    change(tables, CALM, "  - id: daftar\n", "  - id: daftar-lain\n")

    assert codes(tables) == ["K103", "K103"]


@pytest.mark.parametrize(("removed", "found"), [(2, []), (3, ["K104", "K104"])])
def test_many_more_cards_are_found(tables, removed, found):
    """Two cards more or less are no hint, three are."""
    path = tables / "tabletops" / f"{CALM}.yml"
    text = path.read_text(encoding="utf-8")
    for name in ("pol-saksi", "damping-gosip", "klg-adik")[:removed]:
        start = text.index(f"  - id: {name}\n")
        end = min(
            place
            for place in (text.find("\n  - id: ", start), text.find("\ninjects", start))
            if place > 0
        )
        text = text[:start] + text[end + 1 :]
    path.write_text(text, encoding="utf-8")

    assert codes(tables) == found


def test_a_faulty_twin_is_left_to_its_own_findings(tables):
    """A table that cannot be read has faults of its own; its twin has none."""
    change(tables, CALM, "chair: desa", "chair: hantu")

    assert codes(tables) == []
