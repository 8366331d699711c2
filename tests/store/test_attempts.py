"""Attempts and results as records: frozen, and each new attempt its own."""

from dataclasses import FrozenInstanceError

import pytest

from tppo_kit.records import Outcome
from tppo_kit.store.attempts import Result, new_attempt


def test_a_new_attempt_belongs_to_its_seat_and_is_not_finished():
    """Seat, activity, fingerprint and time are those given; nothing is finished yet."""
    attempt = new_attempt("AAAA-AAAA", "quiz:x", "f", 12.5)

    assert (attempt.seat, attempt.activity, attempt.fingerprint) == ("AAAA-AAAA", "quiz:x", "f")
    assert attempt.started_at == 12.5
    assert not attempt.finished


def test_every_attempt_has_its_own_id_and_seed():
    """Ids never collide, seeds differ, and both fit their columns."""
    made = [new_attempt("AAAA-AAAA", "quiz:x", "f", 1.0) for _ in range(200)]

    assert len({attempt.id for attempt in made}) == 200
    assert len({attempt.seed for attempt in made}) > 190
    assert all(len(attempt.id) <= 32 for attempt in made)
    assert all(0 <= attempt.seed < 2**31 for attempt in made)


def test_records_cannot_be_changed():
    """An attempt and a result are what was written."""
    attempt = new_attempt("AAAA-AAAA", "quiz:x", "f", 1.0)
    result = Result("quiz:x", 2.0, Outcome((), 0, 0))

    with pytest.raises(FrozenInstanceError):
        attempt.seed = 3
    with pytest.raises(FrozenInstanceError):
        result.ended_at = 3
