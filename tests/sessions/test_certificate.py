"""A certificate and its code: genuine, mistyped, unknown, changed, and honest about it."""

import datetime as dt
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit import __version__
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import Refused
from tppo_kit.language import LANGUAGES
from tppo_kit.sessions.certificate import certificate, verify
from tppo_kit.sessions.certificate_code import Claim, read_claim, write_code
from tppo_kit.sessions.seats import new_code
from tppo_kit.sessions.training_hours import MINUTES_OF_AN_HOUR
from tppo_kit.store.leaving import delete_seat
from tppo_kit.store.log import Log
from tppo_kit.store.merging import merge
from tppo_kit.store.packet import Scope
from tppo_kit.store.packing import pack

sys.path.insert(0, str(Path(__file__).parent))

from trained import DAY, NOON, OTHER, SEAT, finish, finish_unit, hold

TODAY = dt.date(2026, 11, 22)
NOW = NOON + 3600
LATER = NOON + 400 * DAY


@pytest.fixture
def log(log):
    """Give a log that knows the seat."""
    log.add_seat(SEAT, 1.0)
    return log


@pytest.fixture
def made(log, catalogue):
    """Give the certificate of somebody with one workshop and one module."""
    hold(log)
    finish_unit(log, catalogue, "01-apa-itu-tppo")
    return certificate(log, catalogue, SEAT, NOW, TODAY)


def kind_of(code, log, catalogue):
    """Return the verdict's kind; its sentence can be said in both languages."""
    verdict = verify(code, log, catalogue, LATER)
    assert all(verdict.message.render(language) for language in LANGUAGES)
    return verdict.kind


def test_it_says_hours_seat_day_and_edition_and_nothing_of_how_well(made):
    """70 minutes are one training hour; there is no rank, no name and no score."""
    assert (made.seat, made.day, made.hours, made.edition) == (SEAT, TODAY, 1, __version__)
    assert made.training.minutes == 70
    assert set(made.__slots__) == {"seat", "day", "hours", "edition", "training", "code"}


def test_its_code_is_genuine_and_tells_what_it_says(made, log, catalogue):
    """Whoever checks reads the same hours, day and parts."""
    verdict = verify(f" {made.code.lower().replace('-', ' ')} ", log, catalogue, LATER)

    assert verdict.kind == "genuine"
    assert verdict.certificate == made


def test_less_than_an_hour_gives_no_certificate(log, catalogue):
    """The refusal says how many minutes there are."""
    finish_unit(log, catalogue, "01-apa-itu-tppo")

    with pytest.raises(Refused) as told:
        certificate(log, catalogue, SEAT, NOW, TODAY)

    assert told.value.message.values == {"needed": MINUTES_OF_AN_HOUR, "minutes": 25}


def test_it_stays_genuine_whatever_is_learned_later(made, log, catalogue):
    """Later results, also of the same day, do no harm."""
    finish_unit(log, catalogue, "02-tanda", NOW + 60)
    hold(log, "room-2", began=NOW + DAY)

    assert kind_of(made.code, log, catalogue) == "genuine"
    again = certificate(log, catalogue, SEAT, NOW + 3 * DAY, TODAY + dt.timedelta(days=3))
    assert again.code != made.code
    assert kind_of(again.code, log, catalogue) == "genuine"


def test_it_is_genuine_wherever_the_results_went(made, log, catalogue, tmp_path):
    """A packet brings the results to another laptop, and the code can be checked there."""
    pack(log, tmp_path / "all.tppo", Scope(since=0.0), NOW)
    other = Log(tmp_path / "other.sqlite3")
    other.add_seat(new_code(), 1.0)

    assert kind_of(made.code, other, catalogue) == "unknown"
    merge(other, tmp_path / "all.tppo", NOW)
    assert kind_of(made.code, other, catalogue) == "genuine"
    other.close()


def test_the_packet_of_the_workshop_is_enough_for_who_only_took_part(log, catalogue, tmp_path):
    """Nothing of other workshops is needed."""
    hold(log)
    code = certificate(log, catalogue, SEAT, NOW, TODAY).code
    pack(log, tmp_path / "room.tppo", Scope(room="room-1"), NOW)
    other = Log(tmp_path / "other.sqlite3")
    merge(other, tmp_path / "room.tppo", NOW)

    assert kind_of(code, other, catalogue) == "genuine"
    other.close()


def test_it_is_genuine_in_either_language(made, log, catalogue):
    """Language changes titles, not hours."""
    assert kind_of(made.code, log, Catalogue(catalogue.data, "en")) == "genuine"


@pytest.mark.parametrize("code", ["", "x", "7KXM-QDTA", "A" * 25, "é" * 25])
def test_a_mistyped_code_is_said_to_be_one(log, catalogue, code):
    """The sentence tells which letters there are."""
    assert kind_of(code, log, catalogue) == "mistyped"


def test_a_seat_without_results_is_unknown(made, log, catalogue):
    """Another seat, or one that is not here, is told apart from a forgery."""
    claim = read_claim(made.code)
    strange = write_code(Claim(new_code(), claim.day, claim.hours, claim.digest))

    assert kind_of(strange, log, catalogue) == "unknown"


@pytest.mark.parametrize("part", ["day", "hours", "digest"])
def test_an_altered_code_is_found(made, log, catalogue, part):
    """Nobody adds an hour, moves the day or invents the rest, even with a right check letter."""
    claim = read_claim(made.code)
    altered = {
        "day": Claim(claim.seat, claim.day + dt.timedelta(1), claim.hours, claim.digest),
        "hours": Claim(claim.seat, claim.day, claim.hours + 1, claim.digest),
        "digest": Claim(claim.seat, claim.day, claim.hours, claim.digest[::-1]),
    }

    assert kind_of(write_code(altered[part]), log, catalogue) == "changed"


def test_another_person_s_code_fits_nobody_else(made, log, catalogue):
    """Two people with the same training have different codes."""
    log.add_seat(OTHER, 1.0)
    finish_unit(log, catalogue, "01-apa-itu-tppo", seat=OTHER)
    claim = read_claim(made.code)

    stolen = write_code(Claim(OTHER, claim.day, claim.hours, claim.digest))

    assert kind_of(stolen, log, catalogue) == "changed"


def test_results_that_came_in_between_are_told_of(made, log, catalogue):
    """An older result from another laptop changes what the code rests on."""
    finish(log, "quiz:tanda-1", NOON - DAY)

    assert kind_of(made.code, log, catalogue) == "changed"


def test_after_deletion_nothing_can_be_checked(made, log, catalogue):
    """What was deleted is gone, the certificate's check with it."""
    delete_seat(log, SEAT, LATER)

    assert kind_of(made.code, log, catalogue) == "unknown"


def test_hours_that_the_content_no_longer_gives_are_told(made, log, catalogue, monkeypatch):
    """When the content has changed since, results and hours are told apart."""
    monkeypatch.setattr("tppo_kit.sessions.training_hours.MINUTES_OF_AN_HOUR", 20)
    verdict = verify(made.code, log, catalogue, LATER)

    assert verdict.kind == "recounted"
    assert verdict.message.values["counted"] == 3
    assert verdict.message.values["hours"] == 1


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_typed_gets_a_sentence(text):
    """No text makes the check fail."""
    assert read_claim(text) is None or len(text) >= 25
