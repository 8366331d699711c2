"""A new case: a copy of a template under its own name, and nothing else touched."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tppo_kit.authoring.checking import find_problems
from tppo_kit.authoring.scaffold import new_case
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import KitError
from tppo_kit.language import LANGUAGES
from tppo_kit.sessions.library import open_activity


def files_of(folder):
    """Return every file below a folder with its content."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_new_case_is_the_template_under_its_own_name(home):
    """All files are there, the id is the name of the folder, and nothing else differs."""
    template = files_of(home.data / "templates" / "konter")
    before = files_of(home.data)
    folder = new_case(home, "surat-dari-paman", "konter")
    made = files_of(folder)

    assert folder == home.data / "scenarios" / "surat-dari-paman"
    assert made.keys() == template.keys()
    assert b"\nid: surat-dari-paman\n" in made["scenario.yml"]
    differing = [
        pair
        for pair in zip(
            template["scenario.yml"].splitlines(), made["scenario.yml"].splitlines(), strict=True
        )
        if pair[0] != pair[1]
    ]
    assert len(differing) == 1
    assert {k: v for k, v in made.items() if k != "scenario.yml"} == {
        k: v for k, v in template.items() if k != "scenario.yml"
    }
    assert files_of(home.data).items() >= before.items()


def test_a_new_case_can_be_checked_and_played_at_once(home):
    """A fresh copy has nothing that must be mended, and opens."""
    folder = new_case(home, "surat-dari-paman", "konter")

    assert [p.code for p in find_problems(home, folder) if not p.warning] == []
    assert open_activity("scenario:surat-dari-paman", Catalogue(home.data)).scenario.steps


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Surat",
        "surat paman",
        "surat_paman",
        "-surat",
        "surat-",
        "surat--paman",
        "../surat",
        "surat/paman",
        "surat\\paman",
        "surat\n",
        "süß",
        "x" * 49,
        ".",
        "/tmp/surat",  # noqa: S108 - never made
    ],
)
def test_a_name_that_cannot_be_one_is_refused(home, name):
    """Nothing is made under a name that could leave the folder or break an id."""
    before = files_of(home.home)

    with pytest.raises(KitError) as told:
        new_case(home, name, "konter")
    assert files_of(home.home) == before
    assert all("surat-dari-paman" in told.value.message.render(lang) for lang in LANGUAGES)


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.text(max_size=50))
def test_any_other_name_makes_a_folder_of_that_name_or_nothing(home, name):
    """Whatever is typed, only a folder directly below the scenarios can come of it."""
    try:
        folder = new_case(home, name, "konter")
    except KitError:
        return
    assert folder.parent == home.data / "scenarios"
    assert folder.name == name
    shutil.rmtree(folder)


def test_a_name_that_is_taken_is_refused(home):
    """An existing case is never written over."""
    before = files_of(home.home)

    with pytest.raises(KitError):
        new_case(home, "umrah-bersama-ibu", "konter")
    assert files_of(home.home) == before


@pytest.mark.parametrize("like", ["", "none", "../scenarios/umrah-bersama-ibu", "konter/", "."])
def test_a_template_that_is_not_there_is_told_with_those_that_are(home, like):
    """The sentence lists the templates, and no other folder can be copied."""
    with pytest.raises(KitError) as told:
        new_case(home, "surat-dari-paman", like)

    assert told.value.message.values["known"] == "konter"
    assert not (home.data / "scenarios" / "surat-dari-paman").exists()


def test_without_any_template_it_is_a_sentence(home):
    """Outside the kit's own folder the person is told, instead of being shown a fault."""
    shutil.rmtree(home.data / "templates")

    with pytest.raises(KitError):
        new_case(home, "surat-dari-paman", "konter")
