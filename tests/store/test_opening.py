"""Opening the database: safe settings, one schema, and never a file of somebody else touched."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from tppo_kit.errors import NotSaved
from tppo_kit.language import LANGUAGES
from tppo_kit.store.log import Log
from tppo_kit.store.opening import open_file
from tppo_kit.store.tables import SCHEMA_VERSION, metadata

posix_only = pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")


def bytes_of(folder):
    """Return every file below a folder with its content."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def asked(engine, pragma):
    """Return what SQLite says about a setting of a new connection."""
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()


@pytest.fixture
def engine(path):
    """Give an open engine."""
    made = open_file(path, 0.1)
    yield made
    made.dispose()


def refusal(path, patience=0.1):
    """Return the sentence, in both languages, with which opening a file is refused."""
    with pytest.raises(NotSaved) as told:
        Log(path, patience)
    return [told.value.message.render(language) for language in LANGUAGES]


def test_what_is_written_is_on_the_disk_before_it_is_acknowledged(engine):
    """Every connection uses the write-ahead log with full sync and checks what refers to what."""
    assert asked(engine, "journal_mode") == "wal"
    assert asked(engine, "synchronous") == 2
    assert asked(engine, "foreign_keys") == 1


def test_what_is_deleted_is_overwritten(engine):
    """Whoever deletes their data leaves no traces of it in the free pages of the file."""
    assert asked(engine, "secure_delete") == 1


def test_a_new_file_has_every_table_and_its_version(path, engine):
    """Folder, file, tables and number are made at the first start."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = {name for (name,) in rows}

    assert metadata.tables.keys() <= names
    assert asked(engine, "user_version") == SCHEMA_VERSION


def test_opening_again_changes_no_table(path, engine):
    """A second start finds everything in place."""
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute("SELECT * FROM sqlite_master").fetchall()
        open_file(path, 0.1).dispose()

        assert connection.execute("SELECT * FROM sqlite_master").fetchall() == before


def test_a_half_made_file_is_completed(path):
    """After a power cut between two tables the next start makes what is missing."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TABLE seats (code VARCHAR(16) NOT NULL PRIMARY KEY, made_at FLOAT NOT NULL)"
        )
        connection.execute("INSERT INTO seats VALUES ('AAAA-AAAA', 1)")
        connection.commit()

    log = Log(path)
    assert log.has_seat("AAAA-AAAA")
    assert log.results("AAAA-AAAA") == []
    log.close()


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_file_of_a_newer_kit_is_refused_untouched(path, mode):
    """An older kit says what to do and changes not one byte."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("CREATE TABLE seats (code TEXT, colour TEXT)")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = bytes_of(path.parent)

    sentences = refusal(path)

    assert bytes_of(path.parent) == before
    assert all(str(path) in sentence for sentence in sentences)


def test_a_newer_file_that_is_in_use_is_refused_untouched(path):
    """Also while the newer kit runs, and has its number only in the write-ahead log."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE seats (code TEXT, colour TEXT)")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        files = [path, path.with_name(f"{path.name}-wal")]
        before = [file.read_bytes() for file in files]

        assert all(str(path) in sentence for sentence in refusal(path))
        assert [file.read_bytes() for file in files] == before


HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    held.execute(statement)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize(
    "setting", [f"user_version={SCHEMA_VERSION + 1}", "locking_mode=EXCLUSIVE"]
)
def test_a_refused_opening_lets_go_of_the_file(path, setting):
    """A page that tries again and again does not pile up open files."""
    path.parent.mkdir()
    statements = ["PRAGMA journal_mode=WAL", f"PRAGMA {setting}", "CREATE TABLE seats (code TEXT)"]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), *statements],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(NotSaved) as told:
            Log(path, 0.05)
        held = [file for file in psutil.Process().open_files() if Path(file.path) == path.resolve()]

    assert told.value.message.render("en")
    assert held == []


@pytest.mark.parametrize("content", [b"no database, some text\n" * 50, b"PK\x03\x04" * 999])
def test_a_file_that_is_no_database_is_refused_untouched(path, content):
    """Some other file of that name is left as it is, with a sentence."""
    path.parent.mkdir()
    path.write_bytes(content)

    assert all(refusal(path))
    assert bytes_of(path.parent) == {path.name: content}


def test_a_folder_in_place_of_the_file_is_a_sentence(path):
    """A folder of that name cannot be opened, and the sentence names it."""
    path.mkdir(parents=True)

    assert all(str(path) in sentence for sentence in refusal(path))


def test_a_file_in_place_of_the_folder_is_a_sentence(path):
    """If the folder cannot be made the sentence names it and how to choose another."""
    path.parent.write_text("a file", encoding="ascii")

    for sentence in refusal(path):
        assert str(path.parent) in sentence
        assert "--data-dir" in sentence


#: Root may write everything; without the two capabilities it may write what others may.
UNPRIVILEGED = """
import ctypes, os, sys
if os.geteuid() == 0:
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2):
        if libc.prctl(24, capability, 0, 0, 0):
            sys.exit("cannot give up the rights of root")
os.execv(sys.executable, [sys.executable, "-c", sys.argv[1], *sys.argv[2:]])
"""
SAY = """
import sys
from pathlib import Path
from tppo_kit.errors import NotSaved
from tppo_kit.store.log import Log
try:
    log = Log(Path(sys.argv[1]))
    print("opened", log.has_seat("AAAA-AAAA"))
    log.add_seat("CCCC-CCCC", 1.0)
except NotSaved as error:
    print(error.message.render("en"))
"""


@posix_only
@pytest.mark.skipif(sys.platform == "darwin" and os.geteuid() == 0, reason="root of macOS")
@pytest.mark.parametrize("closed", ["file", "folder", "both"])
def test_a_place_that_cannot_be_written_is_a_sentence(path, closed):
    """Without the right to write, opening or the first write says what to do; nothing changes."""
    log = Log(path)
    log.add_seat("AAAA-AAAA", 1.0)
    log.close()
    before = path.read_bytes()
    if closed in {"file", "both"}:
        path.chmod(0o400)
    if closed in {"folder", "both"}:
        path.parent.chmod(0o500)

    said = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, SAY, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )

    path.parent.chmod(0o700)
    assert "--data-dir" in said.stdout
    assert path.read_bytes() == before


OPENER = """
import sys
from pathlib import Path
from tppo_kit.store.log import Log
for number, line in enumerate(sys.stdin):
    try:
        log = Log(Path(line.strip()))
        log.add_seat(f"{sys.argv[1]}-{number}", 1.0)
        log.close()
        print("made", flush=True)
    except Exception as error:
        print(repr(error), flush=True)
"""


def test_processes_that_start_together_make_one_file(tmp_path):
    """Two kernels that open a new log at the same moment both get it, and both can write."""
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in "AB"
    ]
    try:
        for number in range(40):
            path = tmp_path / str(number) / "log.sqlite3"
            for opener in openers:
                opener.stdin.write(f"{path}\n")
                opener.stdin.flush()
            assert [opener.stdout.readline().strip() for opener in openers] == ["made", "made"]
            log = Log(path)
            assert log.has_seat(f"A-{number}")
            assert log.has_seat(f"B-{number}")
            log.close()
    finally:
        for opener in openers:
            opener.communicate()
