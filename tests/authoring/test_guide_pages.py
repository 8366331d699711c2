"""Pages written from the content: what drifted is named, written anew, or taken away."""

import shutil

import pytest

from tppo_kit.authoring.guide_pages import drifted_pages, guide_pages, write_pages
from tppo_kit.settings import REPOSITORY, Settings


@pytest.fixture
def home(tmp_path):
    """Give a home with the content and the guide."""
    for name in ("data", "facilitator_guide"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    return Settings(home=tmp_path, answers=tmp_path / "var")


def test_the_guide_of_the_repository_is_up_to_date():
    """Nothing has drifted in what is committed."""
    settings = Settings(home=REPOSITORY, answers=REPOSITORY / "nowhere")

    assert drifted_pages(settings, guide_pages(settings)) == []


def test_session_plans_and_models_are_written(home):
    """There is a page for each workshop and one for the village game."""
    names = {path.name for path in guide_pages(home)}

    assert "odd_tiga_desa.md" in names
    assert "lokakarya-petugas-45.md" in names


def test_what_drifted_is_mended_and_the_rest_stays(home):
    """A changed page, a missing one and one left over are named, and gone after writing."""
    guide = home.home / "facilitator_guide"
    (guide / "odd_tiga_desa.md").write_text("lain", encoding="utf-8")
    (guide / "sesi" / "lokakarya-petugas-45.md").unlink()
    (guide / "sesi" / "usang.md").write_text("usang", encoding="utf-8")
    by_hand = (guide / "keselamatan.md").read_bytes()
    pages = guide_pages(home)
    drifted = {path.name for path in drifted_pages(home, pages)}
    write_pages(home, pages)

    assert drifted == {"odd_tiga_desa.md", "lokakarya-petugas-45.md", "usang.md"}
    assert drifted_pages(home, pages) == []
    assert not (guide / "sesi" / "usang.md").exists()
    assert (guide / "keselamatan.md").read_bytes() == by_hand
