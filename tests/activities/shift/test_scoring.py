"""What a decision earns: both wrong sides cost the same."""

import pytest

from tppo_kit.activities.shift.dealing import Draw
from tppo_kit.activities.shift.scoring import POSSIBLE, STEP, evidence, pair, points
from tppo_kit.activities.shift.state import Looks
from tppo_kit.records import Rung


def thorough(person):
    """Return having looked at, compared and openly asked everything."""
    fields = [field.id for paper in person.papers for field in paper.fields]
    return Looks(
        opened=frozenset(paper.id for paper in person.papers),
        compared=frozenset(pair(one, other) for one in fields for other in fields),
        asked=tuple((question, "open") for question, _ in person.answers),
    )


@pytest.fixture(scope="module")
def people(shift):
    """Give two hundred people of a station."""
    return [shift.dealer.person(Draw(seed, 0, shift.deck.settings[0].id)) for seed in range(200)]


def test_the_right_step_with_all_evidence_earns_all(people):
    """Whoever looks, asks and takes the right step gets every point."""
    for person in people:
        assert points(person, thorough(person), person.finding.rung) == POSSIBLE


def test_a_miss_costs_as_much_as_an_innocent_held_up(people):
    """On the wrong side nothing is earned, however much was found out."""
    for person in people:
        wrong = Rung.NO_CONCERN if person.needs_a_step else Rung.CONSULT

        assert points(person, thorough(person), wrong) == 0


def test_another_step_on_the_right_side_earns_less(people):
    """The direction counts for something, the step for more."""
    for person in people:
        side = [rung for rung in Rung if rung.calls_for_action == person.needs_a_step]
        for rung in side:
            earned = points(person, thorough(person), rung)

            assert 0 < earned <= POSSIBLE
            assert (earned == POSSIBLE) == person.finding.allows(rung)


def test_without_looking_there_is_no_evidence(people):
    """Deciding at once finds nothing, and a leading question finds nothing either."""
    for person in people:
        led = Looks(asked=tuple((question, "leading") for question, _ in person.answers))

        assert evidence(person, Looks()).found == 0
        assert evidence(person, led).found == 0
        assert points(person, led, person.finding.rung) == STEP


def test_where_nothing_gave_pause_one_look_is_enough(people):
    """A plain person asks for no more than having looked or asked at all."""
    plain = next(person for person in people if not person.clues)
    looks = Looks(opened=frozenset({plain.papers[0].id}))

    assert evidence(plain, looks) == (1, 1)


def test_two_fields_are_one_pair_in_either_order():
    """It does not matter which field was pressed first."""
    assert pair("b.x", "a.y") == pair("a.y", "b.x")
