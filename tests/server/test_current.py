"""The server reads content once, until a file of it changes."""

import re
import shutil

import pytest

from tppo_kit.content.programmes import Unit
from tppo_kit.server.current import FRESH_SECONDS, CurrentContent
from tppo_kit.settings import REPOSITORY


@pytest.fixture
def data(tmp_path):
    """Give a folder with the units alone."""
    shutil.copytree(REPOSITORY / "data/units", tmp_path / "data/units")
    return tmp_path / "data"


@pytest.fixture
def content(data):
    """Give the content, with a clock that stands still until it is moved."""
    made = CurrentContent(data, lambda: made.time)
    made.time = 0.0
    return made


def test_what_was_read_once_is_kept(content):
    """As long as nothing changes, every page gets the same records."""
    first = content.catalogue().all(Unit)
    content.time += 2 * FRESH_SECONDS

    assert all(a is b for a, b in zip(first, content.catalogue().all(Unit), strict=True))


def test_a_changed_file_is_read_again(content, data):
    """A new title is there after a moment; within that moment the disk is not looked at."""
    name = content.catalogue().all(Unit)[0].id
    path = data / f"units/{name}.yml"
    before = content.catalogue().get(Unit, name).title
    path.write_text(re.sub("(?m)^title:.*", "title: Judul baru", path.read_text("utf-8")), "utf-8")

    assert content.catalogue().get(Unit, name).title == before
    content.time += 2 * FRESH_SECONDS
    assert content.catalogue().get(Unit, name).title == "Judul baru"


def test_each_gets_their_own_language(content):
    """One person's language is not another's."""
    assert content.catalogue("en").language == "en"
    assert content.catalogue().language == "id"
