"""A game of villages with the sources it cites and the titles of its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.sources import cited_ids
from tppo_kit.activities.villages.activity import VillagesActivity
from tppo_kit.content.facts import Fact
from tppo_kit.content.simulations.villages import VillageGame

if TYPE_CHECKING:
    from tppo_kit.activities.villages.population import Size
    from tppo_kit.content.catalogue import Catalogue


def opened(name: str, catalogue: Catalogue, size: Size | None = None) -> VillagesActivity:
    """Return the game; ``size`` makes a smaller world, for tests."""
    from tppo_kit.sessions.library import sources_of  # noqa: PLC0415 - library opens lazily

    game = catalogue.get(VillageGame, name)
    cited = cited_ids(
        game.from_, game.description.from_, *(each.from_ for each in game.assumptions)
    )
    titles = {name: catalogue.get(Fact, name).title for name in game.facts}
    return VillagesActivity(game, sources_of(cited, catalogue), titles, size)
