"""What counts as a change on disk, and that nothing on disk can stop the look at it."""

import os

import pytest

from tppo_kit.kernels.changes import fingerprint


@pytest.fixture
def folder(tmp_path):
    """Give a folder with a file, and another below."""
    made = tmp_path / "data"
    (made / "deep" / "deeper").mkdir(parents=True)
    (made / "a.yml").write_text("a")
    (made / "deep" / "deeper" / "b.yml").write_text("b")
    return made


def write(path, text):
    """Write a file whose time stays what it was, if it was there."""
    before = path.stat() if path.exists() else None
    path.write_text(text)
    if before:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch(path):
    """Give a file another time."""
    known = path.stat()
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns + 1))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: write(folder / "a.yml", "longer"),
        lambda folder: touch(folder / "deep" / "deeper" / "b.yml"),
        lambda folder: write(folder / "deep" / "c.yml", ""),
        lambda folder: (folder / "a.yml").unlink(),
        lambda folder: (folder / "a.yml").rename(folder / "z.yml"),
    ],
    ids=["size", "time", "added", "removed", "renamed"],
)
def test_every_change_of_a_file_is_seen(folder, change):
    """Size, time, a new file, a removed one and another name change the fingerprint."""
    before = fingerprint([folder])
    change(folder)

    assert fingerprint([folder]) != before


def test_without_a_change_it_is_the_same(folder):
    """Looking twice gives the same, and what Python keeps for itself does not count."""
    before = fingerprint([folder])
    (folder / "deep" / "__pycache__").mkdir()
    (folder / "deep" / "__pycache__" / "b.pyc").write_text("")

    assert fingerprint([folder]) == before


def test_what_cannot_be_looked_at_hides_nothing_else(folder, tmp_path):
    """Beside a link to nowhere, as an editor leaves it, all other changes are still seen."""
    for name in ("!first", "zz-last"):
        (folder / name).symlink_to(tmp_path / "nowhere")
    before = fingerprint([folder, tmp_path / "missing"])
    touch(folder / "a.yml")
    after = fingerprint([folder, tmp_path / "missing"])
    touch(folder / "deep" / "deeper" / "b.yml")

    assert len({before, after, fingerprint([folder, tmp_path / "missing"])}) == 3
