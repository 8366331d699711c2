"""The code of a certificate: read back as written, slips found, days and hours kept."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tppo_kit.errors import Refused
from tppo_kit.sessions.certificate_code import (
    FIRST_DAY,
    MOST_HOURS,
    Claim,
    digest,
    read_claim,
    write_code,
)
from tppo_kit.sessions.seats import ALPHABET, new_code

DAY = dt.date(2026, 11, 22)
CLAIM = Claim("7KXM-QDTG", DAY, 7, "3467ACDEFGHJ")
KNOWN = "7KXMQ-DT3N7-3E346-7ACDE-FGHJC"
SEATS = st.builds(lambda _: new_code(), st.integers())
DAYS = st.dates(FIRST_DAY, FIRST_DAY + dt.timedelta(days=23**3 - 1))
LETTERS = st.text(ALPHABET, min_size=12, max_size=12)


def claim():
    """Return a claim of a genuine seat."""
    return Claim(new_code(), DAY, 7, digest("x", DAY, 7, "26.4", ["a"]))


@given(SEATS, DAYS, st.integers(0, MOST_HOURS), LETTERS)
def test_every_claim_is_read_back(seat, day, hours, letters):
    """Seat, day, hours and digest come back as they were written."""
    made = Claim(seat, day, hours, letters)

    assert read_claim(write_code(made)) == made


def test_a_code_is_five_groups_of_five_letters_without_look_alikes():
    """It can be read aloud and typed from paper."""
    groups = write_code(claim()).split("-")

    assert [len(group) for group in groups] == [5] * 5
    assert set("".join(groups)) <= set(ALPHABET)


def test_small_letters_gaps_and_missing_dashes_do_not_matter():
    """Whoever types need not mind the form."""
    made = claim()
    code = write_code(made)

    assert read_claim(f"  {code.lower().replace('-', ' ')} ") == made
    assert read_claim(code.replace("-", "")) == made


def test_every_wrong_letter_is_found():
    """No single slip at any place passes for another code."""
    code = write_code(claim()).replace("-", "")
    slips = [
        code[:place] + letter + code[place + 1 :]
        for place in range(len(code))
        for letter in ALPHABET
        if letter != code[place]
    ]

    assert [slip for slip in slips if read_claim(slip)] == []


def test_two_swapped_neighbours_are_found():
    """The commonest slip of the hand never passes, wherever the two letters differ."""
    code = write_code(claim()).replace("-", "")
    for place in range(len(code) - 1):
        one, other = code[place], code[place + 1]
        swapped = code[:place] + other + one + code[place + 2 :]

        assert one == other or read_claim(swapped) is None


@pytest.mark.parametrize(
    "text", ["", "A", "7KXM-QDTA", "0" * 25, "é" * 25, "A" * 24, "A" * 26, "A" * 10_000, "\0" * 25]
)
def test_what_is_no_code_is_none(text):
    """Too short, too long, foreign letters: nothing is read."""
    assert read_claim(text) is None


@pytest.mark.parametrize("day", [dt.date(1970, 1, 1), dt.date(2025, 12, 31), dt.date(2100, 1, 1)])
def test_a_computer_with_a_wrong_date_makes_no_code(day):
    """A laptop whose battery clock is flat says so instead of writing nonsense."""
    with pytest.raises(Refused, match="date"):
        write_code(Claim("7KXM-QDTA", day, 1, "3" * 12))


def test_the_digest_stands_for_each_of_its_parts():
    """Another seat, day, number of hours, edition or result gives other letters."""
    first = digest("7KXM-QDTA", DAY, 7, "26.4", ["a", "b"])
    others = [
        digest("7KXM-QDTC", DAY, 7, "26.4", ["a", "b"]),
        digest("7KXM-QDTA", DAY + dt.timedelta(1), 7, "26.4", ["a", "b"]),
        digest("7KXM-QDTA", DAY, 8, "26.4", ["a", "b"]),
        digest("7KXM-QDTA", DAY, 7, "26.5", ["a", "b"]),
        digest("7KXM-QDTA", DAY, 7, "26.4", ["a"]),
        digest("7KXM-QDTA", DAY, 7, "26.4", ["b", "a"]),
    ]

    assert len({first, *others}) == 7
    assert first == digest("7KXM-QDTA", DAY, 7, "26.4", iter(["a", "b"]))


def test_the_digest_has_more_than_fifty_bits():
    """Nobody hits one by trying."""
    letters = digest("7KXM-QDTA", DAY, 7, "26.4", ["a"])

    assert len(ALPHABET) ** len(letters) > 2**50


def test_a_known_code_stays_the_same():
    """What was printed once can be read by every later edition."""
    assert write_code(CLAIM) == KNOWN
    assert read_claim(KNOWN) == CLAIM
