"""The model: chance shared by all plans, people who are counted once, rules with known values."""

from types import SimpleNamespace

import numpy as np
import pytest

from tppo_kit.activities.villages.model import World
from tppo_kit.activities.villages.population import (
    COUNTED,
    HARMED,
    HELPED,
    HOME,
    SAFE,
    SILENT,
    Size,
)
from tppo_kit.content.simulations.villages import Effect

QUARTERS = 6


def village(**changed):
    """Return what a village is like."""
    usual = {"pressure": 20, "wish": 5, "trust": 40, "stigma": 50, "aware": 20}
    return SimpleNamespace(**usual | changed)


def does(plans=1, **shares):
    """Return effects, the same in three villages and all plans."""
    table = np.zeros((len(Effect), 3, plans), np.float32)
    for name, share in shares.items():
        table[list(Effect).index(Effect(name))] = share
    return table


def lived(world, effects, quarters=QUARTERS):
    """Return the population after some quarters, and the sums of what was counted."""
    population = world.begin(effects.shape[-1])
    sums = np.zeros_like(population.counts)
    for number in range(1, quarters + 1):
        population = world.quarter(population, effects, number)
        sums += population.counts
    return population, dict(zip(COUNTED, sums, strict=True))


@pytest.fixture
def world(rules):
    """Give three usual villages of two hundred people in forty worlds."""
    return World(3, [village(), village(wish=3), village(pressure=10)], rules, Size(200, 40))


def quiet(rules, **changed):
    """Return rules under which nothing happens but what is asked for."""
    still = dict.fromkeys(rules._fields, 0.0)
    return rules._replace(**still | {"stigma": 1.0, "suspicion": 1.0} | changed)


def test_the_same_seed_gives_the_same_worlds_and_another_gives_others(world, rules):
    """Nothing but the arguments decides."""
    again = World(3, [village(), village(wish=3), village(pressure=10)], rules, Size(200, 40))
    other = World(4, [village(), village(wish=3), village(pressure=10)], rules, Size(200, 40))
    first, second, third = (lived(each, does())[0] for each in (world, again, other))

    assert (first.status == second.status).all()
    assert (first.trust == second.trust).all()
    assert (first.status != third.status).any()


def test_a_plan_meets_the_same_chance_alone_and_beside_others(world):
    """Bit for bit: what stands beside a plan does not touch it."""
    both = does(plans=2)
    both[list(Effect).index(Effect.SPOT), :, 1] = 0.4
    beside, _ = lived(world, both)
    for plan in (0, 1):
        alone, _ = lived(world, both[:, :, plan : plan + 1])

        for name in ("aware", "status"):
            assert (getattr(alone, name)[:, 0] == getattr(beside, name)[:, plan]).all()
        for name in ("trust", "pressure", "counts"):
            left, right = getattr(alone, name), getattr(beside, name)
            assert (left[..., 0, :] == right[..., plan, :]).all()


def test_everybody_is_counted_where_they_are(world):
    """Who was harmed and not helped is away or silent; who was helped stays so."""
    population, sums = lived(world, does(spot=0.2, stop=0.05, alarm=0.01, help=0.3))
    hidden = np.isin(population.status, (HARMED, SILENT))
    by_village = hidden.reshape(3, 200, 1, 40).sum(axis=1)
    helped = (population.status == HELPED).reshape(3, 200, 1, 40).sum(axis=1)

    assert (by_village == sums["harmed"] - sums["helped"]).all()
    assert (helped == sums["helped"]).all()
    assert (sums["offers"] == sums["warned"] + sums["harmed"]).all()
    assert (sums["came"] >= sums["helped"]).all()
    assert min(numbers.sum() for numbers in sums.values()) > 0


def test_without_recruiters_nobody_is_harmed(rules):
    """Leaving is not the harm: all leave safely."""
    calm = World(1, [village(pressure=0)] * 3, rules, Size(200, 10))
    population, sums = lived(calm, does())

    assert sums["harmed"].sum() == 0
    assert sums["safe"].sum() > 0
    assert set(np.unique(population.status)) <= {HOME, SAFE}


def test_shares_of_leaving_come_out_as_stated(rules):
    """Of the people at home five in a hundred wish to leave; a fifth of their offers deceives."""
    still = quiet(rules)
    world = World(1, [village(aware=0)] * 3, still, Size(1000, 40))
    _, sums = lived(world, does(), quarters=1)
    people = 3 * 1000 * 40

    assert (sums["harmed"] + sums["safe"]).sum() / people == pytest.approx(0.05, abs=0.003)
    assert sums["harmed"].sum() / people == pytest.approx(0.01, abs=0.0015)


def test_knowing_decays_as_stated(rules):
    """With nobody to learn from, what is known shrinks by the stated share a quarter."""
    world = World(1, [village(aware=80, wish=0)] * 3, quiet(rules, forget=0.25), Size(1000, 20))
    population, _ = lived(world, does(), quarters=4)

    assert population.aware.mean() == pytest.approx(0.8 * 0.75**4, abs=0.01)


def test_knowing_spreads_over_the_network(rules):
    """Without any measure more people know when friends tell, and fewer when they do not."""
    means = [
        lived(World(1, [village(wish=0)] * 3, quiet(rules, spread=spread), Size(500, 10)), does())[
            0
        ].aware.mean()
        for spread in (0.0, 0.05, 0.2)
    ]

    assert means[0] < means[1] < means[2]


def test_shame_and_mistrust_silence(rules):
    """Fewer come forward where shame is great or trust is small; openness brings more."""
    loud, ashamed, wary = (
        lived(World(1, [each] * 3, rules, Size(500, 40)), does())[1]["came"].sum()
        for each in (village(stigma=20), village(stigma=90), village(trust=10))
    )
    opened = lived(World(1, [village(stigma=90)] * 3, rules, Size(500, 40)), does(open=0.5))

    assert loud > ashamed
    assert loud > wary
    assert opened[1]["came"].sum() > ashamed


def test_suspicion_wrongs_people_and_costs_trust(world):
    """Stops and alarms are counted, and trust is lower than without them; screening helps."""
    calm, calm_sums = lived(world, does())
    stern, stern_sums = lived(world, does(stop=0.1, alarm=0.01))
    screened = lived(world, does(stop=0.1, alarm=0.01, screen=0.5))[1]

    assert stern_sums["stopped"].sum() > 0 == calm_sums["stopped"].sum()
    assert stern_sums["suspected"].sum() > 5 * calm_sums["suspected"].sum()
    assert stern.trust.mean() < calm.trust.mean()
    assert screened["suspected"].sum() < stern_sums["suspected"].sum()


def test_recruiters_shift_to_the_softer_village(world):
    """Where one village is hard, they turn to the others more than without it."""
    hard = does()
    hard[list(Effect).index(Effect.SPOT), 0] = 0.5
    shifted, _ = lived(world, hard)
    usual, _ = lived(world, does())

    assert shifted.pressure[0].mean() < usual.pressure[0].mean()
    assert shifted.pressure[1].mean() > usual.pressure[1].mean()


def test_nothing_is_changed_in_place(world):
    """A quarter leaves what was before as it was, so that it can be kept."""
    before = world.quarter(world.begin(1), does(), 1)
    kept = {name: getattr(before, name).copy() for name in before.__slots__}
    world.quarter(before, does(spot=0.5), 2)

    assert all((getattr(before, name) == value).all() for name, value in kept.items())
