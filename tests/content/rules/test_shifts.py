"""Rules on shifts: signs belong to the station, are certain, and every story may go either way."""

import shutil

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.rules.shifts import check_shifts
from tppo_kit.settings import REPOSITORY

DECK = "shifts/loket-paspor.yml"


@pytest.fixture
def found(tmp_path):
    """Give a function from edits in a file of the repository's data to what the rules find."""
    for folder in ("shifts", "signs"):
        shutil.copytree(REPOSITORY / "data" / folder, tmp_path / folder)

    def after(name="", *edits):
        if name:
            path = tmp_path / name
            text = path.read_text(encoding="utf-8")
            for old, new in edits:
                assert old in text
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8")
        return [(each.code, each.what.render("en")) for each in check_shifts(Catalogue(tmp_path))]

    return after


def test_the_stations_of_the_repository_are_clean(found):
    """Nothing is found where nothing is wrong."""
    assert found() == []


def test_a_sign_that_the_station_cannot_notice_is_found(found):
    """What only a checkpoint officer sees has no place at the counter."""
    officers = "seen_by: [counter-officer, checkpoint-officer]"
    told = found("signs/T-PBT-01.yml", (officers, "seen_by: [checkpoint-officer]"))

    assert [code for code, _ in told] == ["S801"]
    assert "Orang lain selalu menjawabkan" in told[0][1]


def test_a_sign_that_others_see_as_well_is_no_fault(found):
    """The near miss: more viewers than the station's are welcome."""
    officers = "seen_by: [counter-officer, checkpoint-officer]"
    more = "seen_by: [family, counter-officer, checkpoint-officer]"

    assert found("signs/T-PBT-01.yml", (officers, more)) == []


def test_a_doubtful_sign_is_found(found):
    """What is uncertain is not counted as certain."""
    told = found("signs/T-DOK-01.yml", ("status: verified", "status: doubtful"))

    assert [code for code, _ in told] == ["S802", "S802"]


def test_a_story_that_can_never_call_for_a_step_is_found(found):
    """If only weak signs fit a story, the story itself gives the answer away."""
    told = found(
        DECK,
        ("stories: [liburan, ", "stories: ["),
        ("stories: [umrah, kerja, magang, kapal, pasangan, keluarga, lomba, ikut-kerabat]",
         "stories: [liburan, umrah, kerja]"),
    )  # fmt: skip

    assert ("S803", "nothing in 'liburan' could ever call for a next step") in told


def test_a_missing_sign_is_left_to_the_rule_on_links(found, tmp_path):
    """A sign that does not exist is not reported here a second time."""
    (tmp_path / "signs" / "T-PBT-03.yml").unlink()

    assert found() == []
