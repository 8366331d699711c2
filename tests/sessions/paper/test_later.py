"""The sheets of the later tests: one for each test and person, with a key and the seat code."""

import pytest

from tppo_kit.content.programmes import Workshop
from tppo_kit.sessions.paper.later import later
from tppo_kit.sessions.paper.sheets import quiz_sheet


@pytest.mark.parametrize("name", ["lokakarya-petugas-90", "lokakarya-calon-pmi-90"])
def test_each_later_test_has_its_sheets(catalogue, name):
    """As many sheets as people, where they are printed, and the key beside them."""
    workshop = catalogue.get(Workshop, name)
    found = later(workshop, catalogue, 12)

    assert [each.days for each in found] == [30, 90, 180]
    for each, test in zip(found, workshop.follow_up, strict=True):
        ending = test.form.replace(":", "/")
        assert each.sheet.copies == 12
        assert each.sheet.address == f"/console/print/sheet/{ending}"
        assert each.sheet.key == f"/console/print/key/{ending}"


def test_a_workshop_without_later_tests_has_none(catalogue):
    """Children are not asked again."""
    assert later(catalogue.get(Workshop, "lokakarya-anak-45"), catalogue, 12) == ()


def test_only_a_test_asks_for_the_seat_code(opened):
    """A quiz on paper is talked through, not copied."""
    assert quiz_sheet(opened("test:lanjutan-30")).coded
    assert not quiz_sheet(opened("quiz:lanjutan-30")).coded
