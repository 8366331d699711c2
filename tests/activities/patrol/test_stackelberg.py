"""Equilibria to commit to: published games, games solved by hand, and brute force."""

import itertools
import random

import pytest

from tppo_kit.activities.patrol.stackelberg import (
    SecurityGame,
    Target,
    as_bimatrix,
    commitment,
    coverage,
)


def zero_sum(*values):
    """Return targets that cost the defender, and give the attacker, a value when uncovered."""
    return tuple(Target(0.0, -value, 0.0, value) for value in values)


def random_game(chance, size):
    """Return a game of random payoffs in which coverage helps the defender and hurts the other."""
    return tuple(
        Target(
            chance.randint(0, 9), -chance.randint(1, 9), -chance.randint(1, 9), chance.randint(1, 9)
        )
        for _ in range(size)
    )


def strong_value(leader, follower, mixture):
    """Return what a mixture gives the leader when the follower breaks ties in their favour."""
    answers = [
        [sum(p * row[j] for p, row in zip(mixture, payoffs, strict=True)) for payoffs in both]
        for both in [(leader, follower)]
        for j in range(len(leader[0]))
    ]
    most = max(theirs for _, theirs in answers)
    return max(own for own, theirs in answers if theirs >= most - 1e-9)


def test_the_example_of_conitzer_and_sandholm():
    """Committing to one half each gives 3.5, where the only Nash equilibrium gives 2 (EC 2006)."""
    solved = commitment(((2.0, 4.0), (1.0, 3.0)), ((1.0, 0.0), (0.0, 1.0)))

    assert solved.mixture == pytest.approx((0.5, 0.5))
    assert (solved.answer, solved.leader) == (1, pytest.approx(3.5))
    assert solved.follower == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("payoffs", "mixture", "value"),
    [
        # Matching pennies, rock-paper-scissors, and a 2 x 2 game solved by hand:
        # 3p - 2(1-p) = -p + 4(1-p)  gives p = 3/5 and the value 1.
        ([[1, -1], [-1, 1]], (1 / 2, 1 / 2), 0.0),
        ([[0, -1, 1], [1, 0, -1], [-1, 1, 0]], (1 / 3, 1 / 3, 1 / 3), 0.0),
        ([[3, -1], [-2, 4]], (3 / 5, 2 / 5), 1.0),
    ],
)
def test_in_zero_sum_games_commitment_is_the_maximin(payoffs, mixture, value):
    """What one commits to against an opponent is the mixture of the minimax theorem."""
    leader = tuple(map(tuple, payoffs))
    solved = commitment(leader, tuple(tuple(-each for each in row) for row in leader))

    assert solved.mixture == pytest.approx(mixture)
    assert solved.leader == pytest.approx(value)


@pytest.mark.parametrize(
    ("values", "covered", "loss"),
    [
        # Two targets: 4(1-c) = 2c, so c = 2/3.
        ((4.0, 2.0), (2 / 3, 1 / 3), 4 / 3),
        # Three: 3(1-a) = 2a gives 1.2 at the first two, more than the 1 of the third.
        ((3.0, 2.0, 1.0), (0.6, 0.4, 0.0), 1.2),
        # Four equal ones share the unit.
        ((5.0, 5.0, 5.0, 5.0), (0.25,) * 4, 3.75),
    ],
)
def test_games_of_one_unit_solved_by_hand(values, covered, loss):
    """Coverage makes the attacker indifferent among the targets worth attacking."""
    solved = coverage(SecurityGame(zero_sum(*values), 1))

    assert solved.mixture == pytest.approx(covered)
    assert (solved.leader, solved.follower) == (pytest.approx(-loss), pytest.approx(loss))


def test_the_attacker_is_led_to_where_it_hurts_least():
    """In a game that is not zero-sum the tie goes to the target the defender can best lose.

    Indifference 4(1-c) = 4c gives c = 1/2; an attack then costs 1/2 here and 3 there.
    """
    cheap, dear = Target(0.0, -1.0, 0.0, 4.0), Target(0.0, -6.0, 0.0, 4.0)
    solved = coverage(SecurityGame((dear, cheap), 1))

    assert solved.answer == 1
    assert solved.leader == pytest.approx(-0.5)


@pytest.mark.parametrize("seed", range(12))
def test_no_mixture_of_a_grid_is_better(seed):
    """On random games of three by three, brute force in fiftieths finds nothing better."""
    chance = random.Random(seed)
    leader, follower = (
        tuple(tuple(float(chance.randint(-5, 5)) for _ in range(3)) for _ in range(3))
        for _ in range(2)
    )
    solved = commitment(leader, follower)
    grid = ((a / 50, b / 50, (50 - a - b) / 50) for a in range(51) for b in range(51 - a))

    assert max(strong_value(leader, follower, each) for each in grid) <= solved.leader + 1e-7
    assert strong_value(leader, follower, solved.mixture) == pytest.approx(solved.leader, abs=1e-6)


@pytest.mark.parametrize(("seed", "units"), list(itertools.product(range(8), (1, 2))))
def test_both_forms_of_a_security_game_agree(seed, units):
    """Coverage by targets and multiple LPs over all allocations give the same value."""
    game = SecurityGame(random_game(random.Random(seed), 5), units)
    compact, full = coverage(game), commitment(*as_bimatrix(game))

    assert compact.leader == pytest.approx(full.leader)
    assert sum(compact.mixture) <= units + 1e-9
    assert all(0 <= each <= 1 for each in compact.mixture)


@pytest.mark.parametrize("seed", range(6))
def test_other_units_of_measure_change_nothing(seed):
    """Payoffs times a number plus a number leave the value scaled and the attacked target as is."""
    targets = random_game(random.Random(seed), 4)
    scaled = tuple(
        Target(
            3 * each.defender_covered + 2,
            3 * each.defender_uncovered + 2,
            5 * each.attacker_covered - 1,
            5 * each.attacker_uncovered - 1,
        )
        for each in targets
    )
    plain, other = coverage(SecurityGame(targets, 1)), coverage(SecurityGame(scaled, 1))

    assert other.leader == pytest.approx(3 * plain.leader + 2)
    assert other.follower == pytest.approx(5 * plain.follower - 1)


def test_the_attacked_target_is_a_best_answer():
    """No target is worth more to the attacker than the one that the solution names."""
    game = SecurityGame(random_game(random.Random(99), 8), 3)
    solved = coverage(game)
    worth = [each.attacker(often) for each, often in zip(game.targets, solved.mixture, strict=True)]

    assert max(worth) == pytest.approx(worth[solved.answer])
    assert solved.follower == pytest.approx(worth[solved.answer])


def test_more_units_never_hurt():
    """The value for the defender does not fall with another unit."""
    targets = random_game(random.Random(5), 6)
    values = [coverage(SecurityGame(targets, units)).leader for units in range(1, 6)]

    assert values == sorted(values)
