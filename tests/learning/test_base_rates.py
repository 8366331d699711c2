"""What rarity does, against the table of the didactics notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tppo_kit.learning.base_rates import (
    Thousand,
    false_alarms_per_hit,
    optimal_beta,
    predictive_value,
    thousand,
)

RATE = st.floats(0, 1)


@pytest.mark.parametrize(
    ("hit_rate", "false_alarm_rate", "base_rate", "value", "vain"),
    [
        (0.80, 0.10, 0.50, 0.889, 0.13),
        (0.80, 0.10, 0.10, 0.471, 1.13),
        (0.80, 0.10, 0.01, 0.075, 12.4),
        (0.80, 0.10, 0.001, 0.0079, 125),
        (0.95, 0.05, 0.01, 0.161, 5.2),
        (0.90, 0.30, 0.01, 0.029, 33),
    ],
)
def test_predictive_values_are_those_of_the_table(
    hit_rate, false_alarm_rate, base_rate, value, vain
):
    """Both figures agree to the digits that the table shows."""
    found = predictive_value(hit_rate, false_alarm_rate, base_rate)
    per_hit = false_alarms_per_hit(hit_rate, false_alarm_rate, base_rate)

    assert found == pytest.approx(value, abs=0.0005)
    assert per_hit == pytest.approx(vain, abs=0.05 if vain < 20 else 0.5)


def test_of_a_thousand_people_eight_are_caught_and_ninety_nine_wrongly_suspected():
    """One in a hundred, four of five seen, one of ten called in vain."""
    assert thousand(0.80, 0.10, 0.01) == Thousand(8, 2, 99, 891)


def test_nobody_is_a_fraction():
    """Nine and a half of ten become ten, and nobody is lost or counted twice."""
    assert thousand(0.95, 0.05, 0.01) == Thousand(10, 0, 50, 940)


@given(RATE, RATE, RATE)
def test_a_thousand_people_stay_a_thousand(hit_rate, false_alarm_rate, base_rate):
    """The four groups share out everybody, and each is within a person of what is expected."""
    found = thousand(hit_rate, false_alarm_rate, base_rate)
    groups = (found.caught, found.missed, found.wrongly_suspected, found.left_alone)

    assert sum(groups) == 1000
    assert min(groups) >= 0
    assert found.caught == pytest.approx(1000 * base_rate * hit_rate, abs=1.001)
    assert found.wrongly_suspected == pytest.approx(
        1000 * (1 - base_rate) * false_alarm_rate, abs=1.001
    )


@given(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 0.99))
def test_value_and_false_alarms_tell_the_same(hit_rate, false_alarm_rate, base_rate):
    """A value of one half is one false alarm for each hit, and so on."""
    value = predictive_value(hit_rate, false_alarm_rate, base_rate)
    vain = false_alarms_per_hit(hit_rate, false_alarm_rate, base_rate)

    assert value == pytest.approx(1 / (1 + vain))


@given(RATE)
def test_who_is_never_called_has_no_value(base_rate):
    """Without a call there is nobody to be right about."""
    assert predictive_value(0, 0, base_rate) is None
    assert false_alarms_per_hit(0, 0.5, base_rate) is None


def test_with_one_in_a_hundred_and_equal_costs_the_threshold_is_ninety_nine():
    """Rare cases ask for strict thresholds, unless a false alarm is cheap."""
    assert optimal_beta(0.01) == pytest.approx(99)
    assert optimal_beta(0.01, cost_false_alarm=1, cost_miss=99) == pytest.approx(1)
    assert optimal_beta(0.5) == 1


@pytest.mark.parametrize("rates", [(1.1, 0.1, 0.1), (0.8, -0.1, 0.1), (0.8, 0.1, float("nan"))])
@pytest.mark.parametrize("measure", [predictive_value, false_alarms_per_hit, thousand])
def test_what_is_no_rate_is_refused(measure, rates):
    """Percent instead of shares, or nonsense, give no figure."""
    with pytest.raises(ValueError, match="between 0 and 1"):
        measure(*rates)


@pytest.mark.parametrize("given_", [(0,), (1,), (0.1, 0, 1), (0.1, 1, -1), (1.5,)])
def test_there_is_no_best_threshold_without_both_kinds_and_their_costs(given_):
    """If all or none need help, or a mistake costs nothing, there is nothing to weigh."""
    with pytest.raises(ValueError, match=r"no threshold|between 0 and 1"):
        optimal_beta(*given_)
