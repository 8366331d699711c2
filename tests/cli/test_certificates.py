"""The verb that checks a certificate's code."""

import datetime as dt

import pytest
from click.testing import CliRunner

from tppo_kit.cli import main
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Unit
from tppo_kit.records import Event, Outcome
from tppo_kit.sessions.certificate import certificate
from tppo_kit.sessions.progress import activities_of
from tppo_kit.settings import REPOSITORY
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.log import Log

SEAT = "AAAA-AAA6"
NOON = 1_795_323_600.0
UNITS = ("01-apa-itu-tppo", "02-tanda")


@pytest.fixture
def verify(tmp_path, monkeypatch):
    """Return a function that runs the verb on a log in a folder of its own."""
    monkeypatch.delenv("TPPO_DATABASE_URL", raising=False)

    def run(*arguments):
        options = ["verify", *arguments, "--data-dir", str(tmp_path)]
        return CliRunner().invoke(main, options, catch_exceptions=False)

    return run


@pytest.fixture
def code(tmp_path):
    """Give the code of somebody who finished two modules."""
    log, catalogue = Log(tmp_path / "tppo-kit.sqlite3"), Catalogue(REPOSITORY / "data")
    log.add_seat(SEAT, 1.0)
    for key in [key for name in UNITS for key in activities_of(catalogue.get(Unit, name))]:
        event = Event("begin", at=NOON)
        log.append(new_attempt(SEAT, key, "f", NOON), 0, event, Outcome((), 0.0, 1.0))
    made = certificate(log, catalogue, SEAT, NOON + 1, dt.date(2026, 11, 22))
    log.close()
    return made.code


def test_a_genuine_code_ends_with_0_and_says_what_it_rests_on(verify, code):
    """Seat, hours, day, edition and every part are read out, in the language asked for."""
    indonesian, english = verify(code), verify(code, "--language", "en")

    assert indonesian.exit_code == english.exit_code == 0
    assert (
        "Genuine: seat AAAA-AAA6, 1 training hours (JP), as of 22 November 2026" in english.output
    )
    assert "25 minutes" in english.output
    assert (
        "Asli: kursi AAAA-AAA6, 1 jam pelajaran (JP), dihitung sampai 22 November 2026"
        in indonesian.output
    )


def test_a_code_may_be_typed_in_groups(verify, code):
    """Blanks instead of dashes make several arguments of it."""
    assert verify(*code.split("-")).exit_code == 0


@pytest.mark.parametrize("typed", ["x", "AAAA-AAA6", "0" * 25])
def test_a_mistyped_code_ends_with_2(verify, code, typed):
    """The sentence says so; nothing else is printed."""
    told = verify(typed, "--language", "en")

    assert told.exit_code == 2
    assert told.output.startswith("This is no code as it stands")
    assert len(told.output.splitlines()) == 1


def test_a_code_whose_results_are_not_here_ends_with_1(verify, code, tmp_path):
    """On another laptop the sentence says where to ask."""
    (tmp_path / "tppo-kit.sqlite3").unlink()
    told = verify(code, "--language", "en")

    assert told.exit_code == 1
    assert "no results of the seat AAAA-AAA6" in told.output


def test_a_folder_that_cannot_be_used_ends_with_a_sentence(code, tmp_path):
    """What is wrong is said, without a traceback."""
    taken = tmp_path / "a file"
    taken.write_text("", encoding="utf-8")
    told = CliRunner().invoke(main, ["verify", code, "--data-dir", str(taken)])

    assert told.exit_code == 2
    assert str(taken) in told.stderr
    assert "Traceback" not in told.output + told.stderr
