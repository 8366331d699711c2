"""The description of the model: written from the record, complete, and never out of date."""

import pytest

from tppo_kit.authoring.odd import odd_page, odd_path
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.simulations.villages import VillageGame
from tppo_kit.settings import REPOSITORY

GAMES = Catalogue(REPOSITORY / "data").all(VillageGame)


@pytest.mark.parametrize("game", GAMES, ids=lambda game: game.id)
def test_the_page_in_the_guide_is_the_one_of_the_record(game):
    """Whoever changes the record writes the page anew: ``tppo-kit guide``."""
    page = odd_path(REPOSITORY / "facilitator_guide", game)

    assert page.read_text(encoding="utf-8") == odd_page(game)


@pytest.mark.parametrize("game", GAMES, ids=lambda game: game.id)
def test_nothing_of_the_model_is_left_out(game):
    """Every chapter, assumption with value and range, measure, profile, plan and limit."""
    page = odd_page(game)
    description = game.description
    chapters = (*description.overview, *description.concepts, *description.details)

    assert all(point in page for chapter in chapters for point in chapter.points)
    for each in game.assumptions:
        numbers = f"| {each.value:g} | {each.least:g}–{each.most:g} |".replace(".", ",")
        assert f"| {each.name} {numbers}" in page
    for each in (*game.profiles, *game.assumptions):
        assert f"`{each.id}`" in page
    for each in (*game.measures, *game.plans):
        assert each.name in page
    assert all(limit in page for limit in game.limits)


def test_a_bar_in_a_text_does_not_break_a_table():
    """It would begin another cell."""
    game = GAMES[0]
    odd = game.assumptions[0].model_copy(update={"says": "satu | dua"})
    changed = game.model_copy(update={"assumptions": [odd, *game.assumptions[1:]]})

    assert "satu / dua" in odd_page(changed)
