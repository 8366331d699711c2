"""Opening a patrol game from the catalogue."""

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import NotFound
from tppo_kit.sessions.opening.patrol import opened
from tppo_kit.settings import REPOSITORY


@pytest.fixture(scope="module")
def catalogue():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


def test_every_game_opens_with_its_sources(catalogue):
    """Each record becomes an activity that knows what it cites."""
    for name in catalogue.names("patrol"):
        activity = opened(name, catalogue)
        assert activity.key == f"patrol:{name}"
        assert {each.source for each in activity.patrol.from_} <= activity.sources.keys()


def test_an_unknown_game_is_a_sentence(catalogue):
    """A wrong name is refused in words."""
    with pytest.raises(NotFound):
        opened("tidak-ada", catalogue)


def test_a_changed_number_changes_the_fingerprint(catalogue):
    """What changes replay changes the fingerprint."""
    activity = opened("pasar-dan-desa", catalogue)
    changed = activity.patrol.model_copy(update={"rounds": 3})

    assert changed.fingerprint() != activity.fingerprint
