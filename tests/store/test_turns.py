"""Attempts are counted from 1 in the order they were begun, each seat and activity by itself."""

from packets import SEATS, attempt, content, empty

from tppo_kit.store.turns import count_anew, set_aside


def turns(log):
    """Return the turn of each attempt."""
    return {row[0]: row[5] for row in content(log)["attempts"]}


def test_attempts_are_counted_in_the_order_they_were_begun(log):
    """Only where it was asked for; two that began at one moment go by name."""
    empty(log)
    for seat in SEATS:
        log.add_seat(seat, 1.0)
    for name, at, turn in (("c", 30.0, 1), ("a", 10.0, 7), ("b", 30.0, 3)):
        attempt(log, name, SEATS[0], at, turn=turn)
    attempt(log, "d", SEATS[0], 1.0, turn=9, activity="quiz:y")
    attempt(log, "e", SEATS[1], 1.0, turn=9)
    with log.writing() as connection:
        count_anew(connection, {(SEATS[0], "quiz:x"), (SEATS[2], "quiz:x")})

    assert turns(log) == {"a": 1, "b": 2, "c": 3, "d": 9, "e": 9}


def test_what_is_set_aside_is_in_nobodys_way():
    """New attempts have turns that no attempt has, also those of the next portion."""
    rows = [{"id": name, "turn": 1} for name in "abc"]
    found = [row["turn"] for row in [*set_aside(rows, 0), *set_aside(rows, 3)]]

    assert len(set(found)) == 6
    assert max(found) < 0
