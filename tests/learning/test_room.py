"""What a room's decisions say, against values worked out by hand."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tppo_kit.learning.room import (
    Gain,
    Often,
    confident_errors,
    disagreement,
    gain,
    missed_signs,
    over_called,
    subject_of,
)
from tppo_kit.records import Judgement

HARMLESS = Judgement(
    kind="vignette",
    subject="paket",
    fingerprint="f",
    signs=("T-REK-01",),
    right="inform",
    chosen="inform",
    correct=True,
    signal=False,
    called=False,
    confidence=60,
    seconds=2.0,
)
CALLS = replace(HARMLESS, subject="mess", right="refer", chosen="refer", signal=True, called=True)


def people(*each):
    """Return decisions of persons p0, p1 and so on."""
    return {f"p{number}": list(judgements) for number, judgements in enumerate(each)}


@pytest.mark.parametrize(
    ("counts", "offered", "value"),
    [
        ([8], 4, 0.0),
        ([8, 0, 0, 0], 4, 0.0),
        ([2, 2, 2, 2], 4, 1.0),
        ([4, 4], 2, 1.0),
        # Half and half of four: ln 2 / ln 4.
        ([4, 4, 0, 0], 4, 0.5),
        # 1/2 ln 2 + 2 * 1/4 ln 4 = 1.5 ln 2, by ln 4.
        ([4, 2, 2], 4, 0.75),
        # Three to one of two: (3/4) ln(4/3) + (1/4) ln 4 = 0.562335, by ln 2.
        ([9, 3], 2, 0.811278),
    ],
)
def test_disagreement_is_the_entropy_worked_out_by_hand(counts, offered, value):
    """The spread of votes by the logarithm of the choices offered, taken or not."""
    assert disagreement(counts, offered) == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(("counts", "offered"), [([], 3), ([0, 0], 2), ([5], 1), ([1, 1, 1], 2)])
def test_there_is_no_disagreement_without_a_vote_or_a_choice(counts, offered):
    """No vote, a single choice, or more counts than choices cannot be measured."""
    with pytest.raises(ValueError, match="no vote"):
        disagreement(counts, offered)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=8).filter(any), st.randoms())
def test_disagreement_lies_between_0_and_1_and_knows_no_order(counts, chance):
    """The order of the choices and the size of the room at equal shares change nothing."""
    value = disagreement(counts, len(counts))
    mixed = chance.sample(counts, len(counts))

    assert 0 <= value <= 1
    assert disagreement(mixed, len(counts)) == pytest.approx(value)
    assert disagreement([3 * count for count in counts], len(counts)) == pytest.approx(value)
    assert (value == 0) == (sum(map(bool, counts)) == 1)


def test_signs_are_counted_where_they_were_there_and_missed():
    """Two of six decisions missed the one, four of six the other; look-alikes do not count."""
    both = replace(CALLS, signs=("T-REK-01", "T-DOK-03"))
    missed = replace(CALLS, signs=("T-DOK-03",), called=False)
    decisions = people(
        [both], [both], [CALLS, missed], [replace(CALLS, called=False), missed],
        [replace(CALLS, called=False), missed], [CALLS, missed, HARMLESS],
    )  # fmt: skip

    assert missed_signs(decisions) == [Often("T-DOK-03", 4, 6), Often("T-REK-01", 2, 6)]


def test_a_look_alike_is_counted_by_kind_and_id():
    """Three of five called the vignette; a card of the same id is another subject."""
    called = replace(HARMLESS, called=True, correct=False)
    card = replace(HARMLESS, kind="card", confidence=None)
    decisions = people([called, card], [called, card], [called, card], [HARMLESS, card], [HARMLESS])

    assert over_called(decisions) == [Often("vignette:paket", 3, 5)]
    assert over_called({**decisions, "p5": [replace(card, called=True)]}) == [
        Often("vignette:paket", 3, 5),
        Often("card:paket", 1, 5),
    ]


def test_the_most_confident_error_has_the_most_people_who_were_sure():
    """90 percent is sure and 80 is not; a larger share of fewer people comes second."""
    wrong = replace(CALLS, correct=False, confidence=90)
    other = replace(wrong, subject="kapal", confidence=100)
    unsure = replace(wrong, confidence=80)
    unasked = replace(wrong, confidence=None)
    decisions = people(
        [wrong, other], [wrong, other], [wrong, replace(other, confidence=80)],
        [CALLS, replace(CALLS, subject="kapal", confidence=100)],
        [unsure, replace(CALLS, subject="kapal")], [unasked], [replace(CALLS, confidence=100)],
    )  # fmt: skip

    assert confident_errors(decisions) == [
        Often("vignette:mess", 3, 6),
        Often("vignette:kapal", 2, 5),
    ]


def test_nothing_is_told_of_fewer_than_five_people():
    """Five decisions by four people name no sign, no look-alike and no error."""
    wrong = replace(CALLS, called=False, correct=False, confidence=100)
    over = replace(HARMLESS, called=True, correct=False, confidence=100)
    four = people([wrong, wrong, over, over], [wrong, over], [wrong, over], [wrong, over])
    five = {**four, "p4": [wrong, over]}

    for measure in (missed_signs, over_called, confident_errors):
        assert measure(four) == []
        assert measure(five) != []


def test_what_is_no_case_is_never_missed_nor_over_called():
    """Questions of knowledge and messages with steps on both sides have no signal."""
    plain = replace(HARMLESS, kind="choice", signal=None, called=None)
    decisions = people(*[[plain]] * 6)

    assert missed_signs(decisions) == over_called(decisions) == []


def test_the_gain_is_that_of_people_who_took_both_tests():
    """Before (1 + 1 + 0 + 0 + 1/2) / 5, after (1 + 1 + 1 + 0 + 1) / 5; the sixth took one."""
    wrong = replace(CALLS, correct=False)
    before = people([CALLS], [CALLS], [wrong], [wrong], [CALLS, wrong], [CALLS])
    after = people([CALLS], [CALLS], [CALLS, CALLS], [wrong], [CALLS])

    found = gain(before, after)

    assert found == Gain(5, 0.5, 0.8)
    assert found.difference == pytest.approx(0.3)


def test_there_is_no_gain_of_fewer_than_five():
    """Four people in common, however many took one of the tests, are too few."""
    six = people(*[[CALLS]] * 6)

    assert gain(six, people(*[[CALLS]] * 4)) is None
    assert gain(six, {**people(*[[CALLS]] * 4), "p4": []}) is None
    assert gain({}, {}) is None


@given(st.permutations(range(7)), st.permutations(range(4)))
def test_no_measure_depends_on_an_order(order, inner):
    """Persons and their decisions may come in any order."""
    wrong = replace(CALLS, called=False, correct=False, confidence=100)
    over = replace(HARMLESS, called=True, correct=False, confidence=90)
    mine = [wrong, over, replace(wrong, subject="kapal"), replace(over, kind="card")]
    straight = people(*[mine] * 7)
    mixed = {f"p{number}": [mine[place] for place in inner] for number in order}

    for measure in (missed_signs, over_called, confident_errors):
        assert measure(mixed) == measure(straight)
    assert gain(mixed, straight) == gain(straight, mixed)


def test_a_subject_is_named_with_its_kind():
    """The kind stands before the colon."""
    assert subject_of(HARMLESS) == "vignette:paket"
    assert math.isclose(Often("x", 1, 4).share, 0.25)
