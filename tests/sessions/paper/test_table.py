"""A table on paper: each role holds its own clues alone, and the key fits the pack."""

from functools import cache

import pytest

from tppo_kit.activities.tabletop.state import deal
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.paper.table import table_key, table_pack
from tppo_kit.settings import REPOSITORY

CATALOGUE = Catalogue(REPOSITORY / "data")
TABLES = CATALOGUE.names("tabletop")


@cache
def opened(name):
    """Return a table of the content."""
    return open_activity(f"tabletop:{name}", CATALOGUE)


@pytest.mark.parametrize("name", TABLES)
def test_each_role_holds_a_hand_of_its_own_clues(name):
    """No clue of another role is on a card, and everybody has as many as in the kit."""
    activity = opened(name)
    record, pack = activity.book.record, table_pack(activity)

    assert [role.name for role in pack.roles] == [role.name for role in record.roles]
    assert [role.leads for role in pack.roles].count(True) == 1
    for role, card in zip(record.roles, pack.roles, strict=True):
        own = {each.text for each in record.cards if each.role == role.id}
        assert len(card.clues) == record.hand
        assert {text for _, text in card.clues} <= own


@pytest.mark.parametrize("name", TABLES)
def test_what_the_truth_rests_on_is_always_printed(name):
    """The cards that every deal holds are in the pack."""
    activity = opened(name)
    record = activity.book.record
    printed = {text for role in table_pack(activity).roles for _, text in role.clues}

    assert {activity.book.cards[card].text for card in record.always_dealt} <= printed


@pytest.mark.parametrize("name", TABLES)
def test_the_key_fits_the_pack(name):
    """Clues, news and steps of the key are those of the pack, by number and letter."""
    activity = opened(name)
    pack, key = table_pack(activity), table_key(activity)
    clues = sorted(clue for role in pack.roles for clue in role.clues)

    assert pack.edition == key.edition
    assert [(each.number, each.text) for each in key.clues] == clues
    assert [each.number for each in key.news] == [each.number for each in pack.news]
    assert tuple(each.step for each in key.steps) == pack.steps
    for news, answer in zip(pack.news, key.news, strict=True):
        assert answer.right in news.options
        assert answer.role == news.role


@pytest.mark.parametrize("name", TABLES)
def test_the_key_says_what_the_content_says(name):
    """Each clue has its handling, each news its right answer, each step its place."""
    activity = opened(name)
    book, key = activity.book, table_key(activity)
    cards = {card.text: card for card in book.cards.values()}
    steps = {step.text: step for step in book.steps.values()}
    rights = {
        option.text for inject in book.injects.values() for option in inject.options if option.right
    }

    assert all(
        bool(each.answer) == (cards[each.text].handling is Handling.ASK) for each in key.clues
    )
    assert all(each.right.text in rights for each in key.news)
    assert all(each.right == steps[each.step.text].right for each in key.steps)


@pytest.mark.parametrize("name", TABLES)
def test_packs_of_one_edition_are_alike(name):
    """Whenever it is printed, the same content deals the same cards; another seed would not."""
    activity = opened(name)
    deals = {deal(activity.book, seed) for seed in range(5)}

    assert table_pack(activity) == table_pack(activity)
    assert len(deals) == 5
