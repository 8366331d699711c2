"""Sweeps: the same numbers on one process and on four, and sentences for what cannot be."""

import pytest
from distributed import LocalCluster

from tppo_kit.authoring.sweep import comparison, digest, sweep
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.simulations.villages import VillageGame
from tppo_kit.errors import KitError, NotFound
from tppo_kit.language import LANGUAGES
from tppo_kit.settings import REPOSITORY

SMALL = {"worlds": 4, "people": 60}


@pytest.fixture(scope="module")
def game():
    """Give the record of three villages."""
    return Catalogue(REPOSITORY / "data").get(VillageGame, "tiga-desa")


def test_four_processes_give_the_same_bits_as_one(game):
    """Whoever works out which part: results, their order, every bit."""
    plans = ["berimbang", "serba-curiga"]
    alone = sweep(game, plans, [1, 2, 3], **SMALL)
    together = sweep(game, plans, [1, 2, 3], **SMALL, workers=4)

    assert [(r.plan, r.seed) for r in together] == [(p, s) for p in plans for s in (1, 2, 3)]
    assert digest(together) == digest(alone)
    assert all((a.counts == b.counts).all() for a, b in zip(alone, together, strict=True))


def test_a_scheduler_elsewhere_gives_the_same_bits(game):
    """Its address is all that is needed; the cluster belongs to somebody else and stays."""
    alone = sweep(game, ["berimbang"], [1, 2], **SMALL)
    with LocalCluster(n_workers=1, processes=False, dashboard_address=None) as cluster:
        elsewhere = sweep(game, ["berimbang"], [1, 2], **SMALL, workers=cluster.scheduler_address)

        assert cluster.status.name == "running"
    assert digest(elsewhere) == digest(alone)


def test_a_part_does_not_depend_on_the_others(game):
    """A plan and seed alone give what they give among many; another seed gives other numbers."""
    [alone] = sweep(game, ["berimbang"], [2], **SMALL)
    many = sweep(game, [], [1, 2], **SMALL)
    same = next(each for each in many if (each.plan, each.seed) == ("berimbang", 2))

    assert digest([alone]) == digest([same])
    assert len({digest([each._replace(seed=0)]) for each in many}) == len(many)


def test_plans_are_compared_in_intervals(game):
    """One row for each plan, its mean inside what is possible, all its worlds counted."""
    rows = comparison(sweep(game, [], [1, 2], **SMALL))

    assert [row[0] for row in rows] == [plan.id for plan in game.plans]
    assert all(low <= high and worlds == 8 for _, _, low, high, worlds in rows)


@pytest.mark.parametrize(
    ("plans", "seeds", "more"),
    [
        (["entah"], [1], {}),
        ([], [], {}),
        ([], [1], {"worlds": 0}),
        ([], [1], {"worlds": 100_000}),
        ([], [1], {"people": 5}),
        ([], [1], {"people": 10**7}),
        ([], range(10**6), {}),
        ([], [1], {"workers": 0}),
        ([], [1], {"workers": "bukan alamat"}),
    ],
)
def test_what_cannot_be_swept_is_told(game, plans, seeds, more):
    """A sentence in both languages, not a trace of the program."""
    with pytest.raises((KitError, NotFound)) as caught:
        sweep(game, plans, seeds, **SMALL | more)

    assert all(caught.value.message.render(language) for language in LANGUAGES)
