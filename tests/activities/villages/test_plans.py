"""Plans: slots, costs, effects with less for the second level, and rivals within the budget."""

import numpy as np
import pytest

from tppo_kit.activities.villages.plans import MOST_EFFECT, Planner
from tppo_kit.content.simulations.villages import ASSISTED, QUARTERS, Effect


@pytest.fixture
def planner(game):
    """Give the planner of the record."""
    return Planner(game)


def quarter(planner, **levels):
    """Return a quarter with levels of measures, in all villages."""
    return tuple(levels.get(slot.measure.id.replace("-", "_"), 0) for slot in planner.slots)


def effect(planner, levels, name, village=0):
    """Return one effect of a quarter with half for the second level."""
    return planner.effects([levels], 0.5)[list(Effect).index(name), village, 0]


def test_every_measure_has_a_slot_in_each_village_or_one_for_all(game, planner):
    """Slots have names of their own, and pages for three villages and what is shared."""
    shared = sum(measure.shared for measure in game.measures)

    assert len(planner.slots) == (len(game.measures) - shared) * ASSISTED + shared
    assert len({slot.id for slot in planner.slots}) == len(planner.slots)
    assert {slot.page for slot in planner.slots} == {"1", "2", "3", "all"}


def test_help_grows_less_with_the_second_level_and_hurt_as_much_again(planner):
    """Half as much more deters, twice as much stops the innocent."""
    one, two = (quarter(planner, presence=level) for level in (1, 2))

    assert effect(planner, two, Effect.DETER) == pytest.approx(
        1.5 * effect(planner, one, Effect.DETER)
    )
    assert effect(planner, two, Effect.STOP) == pytest.approx(2 * effect(planner, one, Effect.STOP))


def test_effects_add_up_but_never_to_certainty(game, planner):
    """All measures at once stay below the cap; a measure in one village does nothing elsewhere."""
    everything = (2,) * len(planner.slots)
    first = tuple(2 * (slot.village == 0) for slot in planner.slots)

    assert planner.effects([everything], 1.0).max() <= np.float32(MOST_EFFECT)
    assert planner.effects([first], 1.0)[:, 1:].max() == 0
    assert planner.effects([planner.nothing], 1.0).max() == 0


def test_rivals_are_twelve_quarters_within_the_budget(game, planner):
    """Each rival can be paid; the one in turns changes from quarter to quarter."""
    for plan in game.plans:
        quarters = planner.rival(plan)

        assert len(quarters) == QUARTERS
        assert sum(map(planner.cost, quarters)) <= game.budget
        assert len(set(quarters)) == min(plan.turns, len(plan.spending) or 1)


def test_a_village_can_be_copied_to_all(planner):
    """Levels of one village come to stand in all three; what is shared stays."""
    mixed = tuple(1 if slot.village is None else slot.village for slot in planner.slots)

    assert planner.alike(mixed, 2) == tuple(
        1 if slot.village is None else 2 for slot in planner.slots
    )
