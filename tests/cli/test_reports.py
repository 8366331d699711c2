"""Reports from the command line: to a file of each kind, or to the terminal."""

import datetime as dt

import pytest
from click.testing import CliRunner
from simulated import Simulated

from tppo_kit.cli import main
from tppo_kit.store.log import Log


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a folder of answers with one session of six people; its room is in ``room.txt``."""
    folder = tmp_path_factory.mktemp("answers")
    log = Log(folder / "tppo-kit.sqlite3")
    room, _ = Simulated(log).session(dt.date(2026, 10, 5), people=6)
    log.close()
    (folder / "room.txt").write_text(room, encoding="ascii")
    return folder


@pytest.fixture
def run(folder):
    """Return a function that runs ``report`` on that folder."""

    def run(*arguments):
        return CliRunner().invoke(main, ["report", *arguments, "--data-dir", str(folder)])

    return run


@pytest.fixture
def room(folder):
    """Give the id of the room."""
    return (folder / "room.txt").read_text(encoding="ascii")


@pytest.mark.parametrize(
    ("ending", "start"), [(".pdf", b"%PDF"), (".xlsx", b"PK"), (".zip", b"PK"), (".TXT", b"== ")]
)
def test_a_session_goes_into_a_file_of_the_kind_its_name_ends_in(
    run, room, tmp_path, ending, start
):
    """The file is written, and the command says where."""
    file = tmp_path / f"laporan{ending}"
    result = run("session", room, "--to", str(file))

    assert (result.exit_code, result.output) == (0, f"Selesai ditulis: {file}\n")
    assert file.read_bytes().startswith(start)


@pytest.mark.parametrize("words", [("place", "desa-anis", "2026-4"), ("quarter", "2026-4")])
def test_without_a_file_the_report_is_read_on_the_terminal(run, words):
    """As plain text in the language asked for."""
    result = run(*words, "--language", "en")

    assert result.exit_code == 0
    assert result.output.startswith("== ")
    assert "6 people" in result.output


@pytest.mark.parametrize(
    "words",
    [
        ("session", "entah"),
        ("place", "entah", "2026-4"),
        ("quarter", "2026-5"),
        ("quarter", "kapan"),
        ("quarter", "2026-4", "--to", "laporan.doc"),
        ("quarter", "2026-4", "--to", "laporan"),
        ("quarter", "2026-4", "--to", "tidak-ada/laporan.pdf"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_told_in_both_languages(run, tmp_path, monkeypatch, words):
    """A sentence each on the error output, exit code 2, and no file."""
    monkeypatch.chdir(tmp_path)
    result = run(*words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_written_anew(run, room, tmp_path):
    """A report is made again and again under the same name."""
    file = tmp_path / "laporan.txt"
    file.write_text("lama", encoding="ascii")
    run("session", room, "--to", str(file))

    assert file.read_text(encoding="utf-8")[:4] != "lama"
