"""What is done before the fork: it warms, leaves nothing open, and no fault stops it."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.kernels.rehearsal import rehearse
from tppo_kit.language import LANGUAGES
from tppo_kit.settings import REPOSITORY
from tppo_kit.views.draw import environment


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """Give the folder for what is temporary, of this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_templates_are_compiled_and_nothing_stays(temporary):
    """Afterwards every template of both languages is at hand, and no file is left."""
    rehearse(Catalogue(REPOSITORY / "data"))

    assert list(temporary.iterdir()) == []
    for language in LANGUAGES:
        made = environment(language)
        assert len(made.cache) >= len(made.list_templates(["html"]))


def test_content_with_a_fault_stops_nothing(temporary):
    """A case that cannot be opened is left for whoever opens it; an empty kit is rehearsed too."""
    home = temporary / "home"
    shutil.copytree(REPOSITORY / "data", home / "data")
    first = Catalogue(home / "data").names("scenario")[0]
    broken = next((home / "data" / "scenarios").glob(f"{first}/scenario.yml"))
    broken.write_text("title: [", "utf-8")

    rehearse(Catalogue(home / "data"))
    rehearse(Catalogue(Path(home / "empty")))

    assert [each.name for each in temporary.iterdir()] == ["home"]
