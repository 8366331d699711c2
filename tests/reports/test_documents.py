"""Reports by name and as files, from a log of simulated sessions."""

import datetime as dt
import io
import subprocess
import sys
import zipfile

import openpyxl
import pytest
from reporting import DAY, PLAIN
from simulated import DATA, Simulated

from tppo_kit.errors import NotFound
from tppo_kit.reports.documents import FORMS, Asked, document, in_words, report_on
from tppo_kit.reports.periods import Quarter
from tppo_kit.store.log import Log

AUTUMN = Quarter(2026, 4)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Give a log with one session of twelve people, and the id of its room."""
    log = Log(tmp_path_factory.mktemp("held") / "log.sqlite3")
    room, _ = Simulated(log).session(dt.date(2026, 10, 5), people=12)
    yield log, room
    log.close()


@pytest.fixture(scope="module")
def reports(held):
    """Give one report of each kind."""
    log, room = held
    asked = [Asked(room=room), Asked(place="desa-anis", quarter=AUTUMN), Asked(quarter=AUTUMN)]
    return {each: report_on(each, log, DATA, "id", DAY) for each in asked}


@pytest.fixture
def session(reports):
    """Give the report of the session."""
    return next(iter(reports.values()))


def test_what_is_asked_for_is_what_is_told(reports):
    """Each kind of report has a key of its own, and parts."""
    keys = [report.key for report in reports.values()]

    assert [key.partition("-")[0] for key in keys] == ["session", "place", "quarter"]
    assert all(report.parts for report in reports.values())


@pytest.mark.parametrize("form", FORMS)
def test_every_report_becomes_every_file(reports, form):
    """Each begins as such files do, and writing it again gives the same bytes."""
    start = {"pdf": b"%PDF", "xlsx": b"PK", "zip": b"PK", "txt": b"== "}[form]
    for report in reports.values():
        file = document(report, form, DATA, "id", DAY)

        assert file.startswith(start)
        assert file == document(report, form, DATA, "id", DAY)


def test_all_forms_tell_of_the_same_tables(session):
    """The workbook has a sheet more than there are CSV files, and the text names each table."""
    book = openpyxl.load_workbook(io.BytesIO(document(session, "xlsx", DATA, "id", DAY)))
    with zipfile.ZipFile(io.BytesIO(document(session, "zip", DATA, "id", DAY))) as archive:
        files = archive.namelist()
    text = document(session, "txt", DATA, "id", DAY).decode()

    assert len(book.sheetnames) == len(files) + 1
    assert len(files) >= 4
    assert all(f"-- {sheet.cell(1, 1).value}" in text for sheet in book.worksheets[1:])


@pytest.mark.parametrize("form", ["xlsx", "zip", "txt"])
def test_no_seat_code_is_in_any_file(held, session, form):
    """Nobody who took part can be found in a file that leaves the laptop."""
    log, _ = held
    file = document(session, form, DATA, "id", DAY)
    if file.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            file = b"\n".join(archive.read(name) for name in archive.namelist())
    with log.reading() as connection:
        codes = [row[0] for row in connection.exec_driver_sql("SELECT code FROM seats")]

    assert len(codes) == 12
    assert not [code for code in codes if code.encode() in file]


def test_a_room_that_is_not_there_is_said_so(held):
    """The sentence comes from the report itself."""
    with pytest.raises(NotFound):
        report_on(Asked(room="entah"), held[0], DATA, "id", DAY)


def test_the_text_reads_from_title_to_last_part():
    """Title, lead, then each part under its own heading."""
    text = in_words(PLAIN, "id")

    assert text.startswith("== Laporan uji ==\n")
    assert text.index("-- Satu") < text.index("Desa Anis | 1.234 | 50%") < text.index("-- Dua")


def test_nothing_heavy_is_loaded_before_a_report_is_made():
    """A server that shows no report carries neither pandas nor Typst nor openpyxl."""
    script = (
        "import sys; import tppo_kit.server.report_pages;"
        "print([m for m in ('pandas', 'typst', 'openpyxl') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
