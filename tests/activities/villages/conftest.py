"""The real record in a small world."""

import pytest

from tppo_kit.activities.villages.activity import VillagesActivity
from tppo_kit.activities.villages.population import Rules
from tppo_kit.content.facts import Fact
from tppo_kit.content.signs import Source
from tppo_kit.content.simulations.village_assumptions import Parameter
from tppo_kit.content.simulations.villages import VillageGame
from tppo_kit.records import Event

CARE = ["care-team", "info-centre", "channel"]


@pytest.fixture(scope="session")
def game(catalogue):
    """Give the record of three villages."""
    return catalogue.get(VillageGame, "tiga-desa")


@pytest.fixture(scope="session")
def activity(game, catalogue):
    """Give the game with a hundred people a village and five worlds."""
    sources = {name: catalogue.get(Source, name) for name in ("KIT", "PD1")}
    titles = {name: catalogue.get(Fact, name).title for name in game.facts}
    return VillagesActivity(game, sources, titles).of_size("small")


@pytest.fixture(scope="session")
def rules(game):
    """Give the assumptions of the record."""
    return Rules(*(game.parameter(name) / 100 for name in Parameter))


@pytest.fixture(scope="session")
def walk():
    """Give a function from steps such as ``run=year`` to events."""

    def events(*steps):
        parted = [step.partition("=") for step in steps]
        return [Event(name, value, at=5.0 * n) for n, (name, _, value) in enumerate(parted)]

    return events


@pytest.fixture(scope="session")
def ready():
    """Give the steps up to a plan: three villages, the same care in each, played not yet."""
    names = ("anis", "iris", "soka")
    spent = (f"spend={measure}.1+" for measure in CARE)
    return ("begin", *(f"toggle={n}" for n in names), "seal", "edit=1", *spent, "copy", "back")
