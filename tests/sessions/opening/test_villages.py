"""Opening a game of villages: the record with its sources, in any size."""

import pytest

from tppo_kit.activities.villages.population import Size
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import NotFound
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.opening.villages import opened
from tppo_kit.settings import REPOSITORY


@pytest.fixture(scope="module")
def catalogue():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


def test_the_library_opens_it_with_its_sources(catalogue):
    """Every source that record and assumptions cite is at hand, and the title of every fact."""
    activity = open_activity("villages:tiga-desa", catalogue)
    cited = {c.source for each in activity.game.assumptions for c in each.from_}

    assert activity.key == "villages:tiga-desa"
    assert activity.sources.keys() >= cited | {c.source for c in activity.game.from_}
    assert activity.titles.keys() == set(activity.game.facts)
    assert activity.runs.size == Size(1000, 200)


def test_a_smaller_world_can_be_asked_for(catalogue):
    """For tests and slow machines; it keeps its own series of points."""
    usual, smaller = opened("tiga-desa", catalogue), opened("tiga-desa", catalogue, Size(50, 2))

    assert smaller.runs.size == Size(50, 2)
    assert smaller.fingerprint != usual.fingerprint


def test_what_is_not_there_is_told(catalogue):
    """No game of that name."""
    with pytest.raises(NotFound):
        open_activity("villages:entah", catalogue)
