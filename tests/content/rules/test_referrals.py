"""Rules on referrals: deadlines have numbers, needs are met by services for such people."""

import shutil

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.rules.referrals import check_referrals
from tppo_kit.settings import REPOSITORY


@pytest.fixture
def copied(tmp_path):
    """Give a copy of what a referral stands on."""
    for folder in ("referrals", "agencies", "facts"):
        shutil.copytree(REPOSITORY / "data" / folder, tmp_path / folder)
    return tmp_path


def told(data):
    """Return code and message of every finding."""
    return [(found.code, found.what.render("en")) for found in check_referrals(Catalogue(data))]


def change(path, old, new):
    """Replace a text in a file."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_real_referral_has_no_findings(copied):
    """Another number in a fact, and an agency that serves more people, are no faults."""
    change(copied / "facts" / "RUJ-41.yml", '"7 hari"', '"14 hari"')

    assert told(copied) == []


def test_a_deadline_without_a_number_is_found(copied):
    """By deadline, fact and value."""
    change(copied / "facts" / "RUJ-41.yml", '"7 hari"', "segera")
    ((code, what),) = told(copied)

    assert code == "R101"
    assert "pemulihan" in what
    assert "RUJ-41.tenggat" in what


def test_a_need_met_by_a_service_for_others_is_found(copied):
    """A man is not sent to a house for women and children."""
    path = copied / "referrals" / "rujukan.yml"
    start = path.read_text().index("  - id: bayu\n")
    text = path.read_text()
    changed = text[:start] + text[start:].replace("- id: tempat-dinsos", "- id: rumah-aman", 1)
    path.write_text(changed.replace("given: tempat-dinsos", "given: rumah-aman", 1))
    ((code, what),) = told(copied)

    assert code == "R102"
    assert "rumah-aman" in what
    assert "bayu" in what


def test_a_welcome_service_for_others_is_found(copied):
    """What a man is welcome to serves men."""
    path = copied / "referrals" / "rujukan.yml"
    change(path, "also: [lpsk, pemulihan]", "also: [lpsk, rumah-aman]")
    ((code, what),) = told(copied)

    assert code == "R102"
    assert "rumah-aman" in what
    assert "arun" in what


def test_a_broken_record_is_left_to_the_reader(copied):
    """What cannot be read has no findings here."""
    (copied / "referrals" / "rujukan.yml").write_text("id: x\n")

    assert told(copied) == []
