"""Opening a round: everything it draws upon is there, or it is refused with a sentence."""

import shutil

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import NotFound
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.opening.messages import opened
from tppo_kit.settings import REPOSITORY


@pytest.fixture
def data(tmp_path):
    """Give a copy of the records that a round is made of."""
    for folder in ("message-sets", "messages", "signs", "sources"):
        shutil.copytree(REPOSITORY / "data" / folder, tmp_path / folder)
    return tmp_path


def test_it_opens_by_its_key():
    """The library finds it, with every sign and source that it can show."""
    activity = open_activity("messages:obrolan-baru", Catalogue(REPOSITORY / "data"))

    assert activity.key == "messages:obrolan-baru"
    assert len(activity.signs) >= 40
    assert activity.sources


def test_an_unknown_set_is_refused(data):
    """A name that does not exist gives a sentence."""
    with pytest.raises(NotFound):
        opened("tidak-ada", Catalogue(data))


def test_a_set_that_cannot_be_drawn_is_refused(data):
    """A missing message or a lopsided list gives a sentence, not a broken round."""
    (data / "messages" / "foto-katalog-pagi.yml").unlink()
    with pytest.raises(NotFound) as told:
        opened("obrolan-baru", Catalogue(data))

    assert "obrolan-baru" in told.value.message.render("id")


def test_another_language_plays_the_same_round(data):
    """Without a translation the texts stay Indonesian, and the fingerprint stays."""
    catalogue = Catalogue(data)

    assert opened("obrolan-baru", catalogue.speaking("en")).fingerprint == (
        opened("obrolan-baru", catalogue).fingerprint
    )
