"""The records of the simulations on disk: sound, named as their files, and broken ones told."""

import pytest

from tppo_kit.content.catalogue import SIMULATION_KINDS, Catalogue
from tppo_kit.content.model import Lifecycle
from tppo_kit.errors import NotFound
from tppo_kit.settings import REPOSITORY

REAL = Catalogue(REPOSITORY / "data")
RECORDS = [(kind, name) for kind in SIMULATION_KINDS for name in REAL.names(kind)]
BREAKAGES = {
    "empty": b"",
    "binary": b"\x89PNG\r\n\x1a\n\0\0",
    "huge": b"#" * 10_000_000,
    "deep": b"[" * 100_000,
    "twice": b"id: x\nid: y\n",
    "of-another-kind": b"format: shopping-list/1\n",
}


@pytest.mark.parametrize("kind", SIMULATION_KINDS)
def test_there_is_something_of_every_kind(kind):
    """No kind is registered for nothing."""
    assert REAL.names(kind)


@pytest.mark.parametrize(("kind", "name"), RECORDS)
def test_every_record_is_sound_and_named_as_its_file(kind, name):
    """It reads without a problem, carries its own name and is met by learners."""
    reading = REAL.reading(kind, name)

    assert reading.problems == []
    assert reading.record.id == name
    assert reading.record.status is Lifecycle.ACTIVE


@pytest.mark.parametrize("breakage", BREAKAGES.values(), ids=BREAKAGES)
@pytest.mark.parametrize("kind", SIMULATION_KINDS)
def test_a_broken_file_is_told_and_takes_nothing_down(tmp_path, kind, breakage):
    """The broken record cannot be opened, its problems say where, the one beside it opens."""
    folder = tmp_path / SIMULATION_KINDS[kind].folder
    folder.mkdir()
    (folder / "rusak.yml").write_bytes(breakage)
    name = REAL.names(kind)[0]
    (folder / f"{name}.yml").write_bytes(REAL.path(kind, name).read_bytes())
    catalogue = Catalogue(tmp_path)
    model = type(REAL.reading(kind, name).record)

    with pytest.raises(NotFound, match="has faults"):
        catalogue.get(model, "rusak")
    assert catalogue.reading(kind, "rusak").problems
    assert catalogue.get(model, name).id == name


@pytest.mark.parametrize(("kind", "name"), RECORDS)
def test_a_key_that_nobody_knows_is_a_finding(tmp_path, kind, name):
    """A misspelt key is not passed over in silence."""
    folder = tmp_path / SIMULATION_KINDS[kind].folder
    folder.mkdir()
    text = REAL.path(kind, name).read_text(encoding="utf-8")
    (folder / f"{name}.yml").write_text(f"{text}\nentah: 1\n", encoding="utf-8")
    problems = Catalogue(tmp_path).reading(kind, name).problems

    assert any("entah" in problem.what.render("id") for problem in problems)
