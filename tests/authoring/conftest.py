"""A home of its own with a copy of the real content, which a test may change and break."""

import shutil

import pytest

from tppo_kit.settings import REPOSITORY, Settings


@pytest.fixture
def home(tmp_path):
    """Give settings whose content is a copy of the real one."""
    folder = tmp_path / "home"
    for name in ("data", "modules", "simulations"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return Settings(home=folder, answers=tmp_path / "answers")


@pytest.fixture
def rewrite():
    """Give a function that replaces a text in a file once, and insists that it is there."""

    def replace(path, before, after):
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    return replace
