"""The published rule, and how it becomes the smallest safe next step."""

from itertools import product

import pytest

from tppo_kit.activities.shift.combination import Reason, Weight, combined, is_positive, weight_of
from tppo_kit.content.signs import Sign, Strength
from tppo_kit.content.simulations.shift_parts import Dimension
from tppo_kit.records import Rung

#: facts/tanda-tppo.md section 2, all nine rows: strong, medium, weak, positive.
PUBLISHED = [
    (2, 0, 0, True),
    (1, 1, 0, True),
    (1, 0, 1, True),
    (0, 3, 0, True),
    (0, 2, 1, True),
    (1, 0, 0, False),
    (0, 2, 0, False),
    (0, 1, 2, False),
    (0, 0, 5, False),
]
DECEIVED, FORCED = Dimension.DECEPTIVE_RECRUITMENT, Dimension.COERCIVE_RECRUITMENT


def weights(text, dimension=DECEIVED, **more):
    """Return weights of one dimension, written as letters: s, m and w."""
    strengths = {"s": Strength.STRONG, "m": Strength.MEDIUM, "w": Strength.WEAK}
    names = ("purpose", "danger", "alone", "offers", "connects")
    fields = {**dict.fromkeys(names, False), **more}
    return [
        Weight(f"{dimension}-{number}", dimension, strengths[letter], **fields)
        for number, letter in enumerate(text)
    ]


@pytest.mark.parametrize(("strong", "medium", "weak", "positive"), PUBLISHED)
def test_the_published_table_holds(strong, medium, weak, positive):
    """Each row of the published table comes out as printed."""
    assert is_positive(strong, medium, weak) is positive


def test_one_more_indicator_never_makes_a_positive_dimension_negative():
    """The rule is monotone: evidence added cannot clear a dimension."""
    for counts in product(range(4), range(5), range(5)):
        if is_positive(*counts):
            for place in range(3):
                more = [count + (number == place) for number, count in enumerate(counts)]

                assert is_positive(*more)


@pytest.mark.parametrize(
    ("given", "rung", "reason"),
    [
        ([], Rung.NO_CONCERN, Reason.NOTHING),
        (weights("w"), Rung.INFORM, Reason.WEAK),
        (weights("wwwww"), Rung.INFORM, Reason.WEAK),
        (weights("m"), Rung.CONSULT, Reason.SIGN),
        (weights("w", alone=True), Rung.CONSULT, Reason.SIGN),
        (weights("s"), Rung.CONSULT, Reason.SIGN),
        (weights("mm"), Rung.CONSULT, Reason.SIGN),
        (weights("m", connects=True), Rung.REFER, Reason.CONNECTS),
        (weights("w", connects=True), Rung.INFORM, Reason.WEAK),
        (weights("mmm"), Rung.REFER, Reason.POSITIVE),
        (weights("sw"), Rung.REFER, Reason.POSITIVE),
        (weights("s", danger=True), Rung.URGENT, Reason.DANGER),
    ],
)
def test_signs_of_an_adult_climb_the_ladder(given, rung, reason):
    """None, weak, one, a positive dimension, danger: each has its step and its reason."""
    found = combined(given, child=False, informs=False)

    assert (found.rung, found.reason) == (rung, reason)


def test_signs_of_different_dimensions_do_not_add_up():
    """Two medium signs here and two there make no dimension positive."""
    found = combined(weights("mm") + weights("mm", FORCED), child=False, informs=False)

    assert (found.rung, found.positive) == (Rung.CONSULT, ())


def test_a_sign_without_a_dimension_makes_none_positive():
    """What the survey does not hold cannot complete one of its dimensions."""
    found = combined(weights("mm") + weights("w", None), child=False, informs=False)

    assert found.rung is Rung.CONSULT


def test_for_a_child_the_purpose_is_enough():
    """A sign of what is planned for a child is urgent; for an adult the same is not."""
    given = weights("m", purpose=True)

    assert combined(given, child=True, informs=False).rung is Rung.URGENT
    assert combined(given, child=False, informs=False).rung is Rung.CONSULT


def test_for_a_child_any_sign_that_weighs_is_enough_to_ask_the_service():
    """A child under pressure is connected at once; checking first or acting now are as good."""
    for given in (weights("m"), weights("s"), weights("w", alone=True), weights("mm")):
        found = combined(given, child=True, informs=False)

        assert (found.rung, found.reason) == (Rung.REFER, Reason.CHILD_SIGN)
        assert found.accepts == {Rung.CONSULT, Rung.URGENT}

    assert combined(weights("ww"), child=True, informs=False).rung is Rung.INFORM


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        (weights("m"), False),
        (weights("w", alone=True), False),
        (weights("m", offers=True), True),
        (weights("w", alone=True, offers=True), True),
        (weights("s"), True),
        (weights("m") + weights("m", FORCED), True),
        (weights("m") + weights("w", FORCED, offers=True), False),
    ],
)
def test_to_offer_a_service_is_as_good_where_the_signs_speak_of_it(given, offered):
    """Checking first accepts connecting if a record names it, or one is strong, or two weigh."""
    found = combined(given, child=False, informs=False)

    assert found.rung is Rung.CONSULT
    assert found.allows(Rung.REFER) is offered


def test_a_sign_told_twice_counts_once():
    """The same sign in two answers makes no dimension positive that it did not make alone."""
    once = weights("sm")

    assert combined(once[:1] * 2, child=False, informs=False).positive == ()
    assert combined(once * 2, child=False, informs=False) == combined(
        once, child=False, informs=False
    )


def test_a_child_with_a_positive_dimension_is_urgent():
    """Enough signs of one kind about a child call for acting at once."""
    assert combined(weights("mmm"), child=True, informs=False).rung is Rung.URGENT


def test_information_fits_only_where_nothing_weighs_more():
    """Whoever leaves to work is informed when nothing is there, and no signs are talked away."""
    assert combined([], child=False, informs=True).rung is Rung.INFORM
    assert combined(weights("m"), child=False, informs=True).rung is Rung.CONSULT


def test_steps_as_good_never_cross_the_line():
    """Whatever is there, an accepted step is one rung away and on the same side of consult."""
    yes_or_no = [True, False]
    for strong, medium, weak, child, purpose, connects in product(
        range(3), range(4), range(3), yes_or_no, yes_or_no, yes_or_no
    ):
        text = "s" * strong + "m" * medium + "w" * weak
        given = weights(text, purpose=purpose, offers=connects, connects=connects)
        found = combined(given, child=child, informs=False)
        for rung in found.accepts:
            assert abs(rung.height - found.rung.height) == 1
            assert rung.calls_for_action == found.rung.calls_for_action


def test_a_sign_weighs_for_a_child_as_its_record_says(counter, catalogue):
    """Strength comes from the record of the sign, the other one for a child."""
    weighing = next(each for each in counter.deck.weighings if each.sign == "T-PBT-04")
    sign = catalogue.get(Sign, "T-PBT-04")

    assert weight_of(sign, weighing, child=False).strength is Strength.WEAK
    assert weight_of(sign, weighing, child=True).strength is Strength.MEDIUM


@pytest.mark.parametrize(
    ("sign", "offers", "connects"),
    [
        ("T-PBT-11", True, True),
        ("T-DOK-06", True, True),
        ("T-DOK-02", True, False),
        ("T-PBT-05", False, False),
        ("T-PBT-06", False, False),
    ],
)
def test_the_record_of_a_sign_says_from_where_on_it_is_met(
    counter, catalogue, sign, offers, connects
):
    """A sign offers a service if its record names A2 or A3, and connects if it names no less."""
    record = catalogue.get(Sign, sign)
    weight = weight_of(record, counter.deck.weighings[0], child=False)

    assert (weight.offers, weight.connects) == (offers, connects)


def test_no_line_of_the_rule_names_anybody():
    """The output is a next step; no value of it speaks of victims or offenders."""
    words = " ".join([*Reason, *Dimension, *Rung]).lower()

    assert not any(word in words for word in ("victim", "korban", "offender", "pelaku"))
