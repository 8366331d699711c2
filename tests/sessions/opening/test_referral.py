"""Opening a referral: agencies and deadlines come along, faults are a sentence."""

import shutil

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import NotFound
from tppo_kit.sessions.opening.referral import opened
from tppo_kit.settings import REPOSITORY


@pytest.fixture
def copied(tmp_path):
    """Give the content a referral stands on, to be damaged."""
    for folder in ("referrals", "agencies", "facts"):
        shutil.copytree(REPOSITORY / "data" / folder, tmp_path / folder)
    return tmp_path


def test_every_agency_of_a_service_is_there(copied):
    """Services without an agency need none."""
    activity = opened("rujukan", Catalogue(copied))
    wanted = {service.agency for service in activity.record.services} - {None}

    assert set(activity.casework.agencies) == wanted


def test_another_number_in_the_fact_is_another_deadline(copied):
    """The number lives in the fact alone."""
    path = copied / "facts" / "RUJ-41.yml"
    path.write_text(path.read_text().replace('"7 hari"', '"9 hari"'))

    assert opened("rujukan", Catalogue(copied)).casework.days["pemulihan"] == 9


@pytest.mark.parametrize("value", ["segera", "satu minggu"])
def test_a_fact_without_a_number_is_told(copied, value):
    """The sentence names deadline, fact and value."""
    path = copied / "facts" / "RUJ-41.yml"
    path.write_text(path.read_text().replace('"7 hari"', value))

    with pytest.raises(NotFound, match=r"pemulihan.*RUJ-41\.tenggat"):
        opened("rujukan", Catalogue(copied))


def test_a_missing_agency_is_told(copied):
    """Nothing opens half."""
    (copied / "agencies" / "lpsk.yml").unlink()

    with pytest.raises(NotFound, match="lpsk"):
        opened("rujukan", Catalogue(copied))
