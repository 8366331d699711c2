"""What the seed draws, and what a state remembers."""

import pytest

from tppo_kit.activities.tabletop.state import Draft, Handled, Phase, Planned, TableState, deal
from tppo_kit.content.simulations.tabletop_parts import Handling


@pytest.mark.parametrize("which", ["grave", "calm"])
def test_every_hand_is_full_and_its_own(which, request):
    """Each role is dealt its number of cards, all its own, none twice."""
    book = request.getfixturevalue(which).book
    for seed in range(60):
        cards = deal(book, seed).cards
        hands = [book.cards[card].role for card in cards]

        assert len(set(cards)) == len(cards)
        assert hands == [role for role in book.roles for _ in range(book.record.hand)]


def test_the_same_seed_deals_the_same(grave):
    """A deal depends on the seed alone, and seeds differ."""
    deals = [deal(grave.book, seed) for seed in range(30)]

    assert deals == [deal(grave.book, seed) for seed in range(30)]
    assert len(set(deals)) == 30


@pytest.mark.parametrize("which", ["grave", "calm"])
def test_what_the_truth_rests_on_is_always_dealt(which, request):
    """A table is judged only by what somebody could know and could ask about."""
    record = request.getfixturevalue(which).book.record
    fixed = {card.id for card in record.cards if card.always}
    fixed |= {step.needs for step in record.steps if step.needs}
    book = request.getfixturevalue(which).book

    assert {"pol-jaga", "bp3mi-daftar", "klg-telepon"} <= fixed
    assert all(fixed <= set(deal(book, seed).cards) for seed in range(60))


def test_news_comes_in_the_order_of_the_story(grave):
    """Whatever is drawn, its times go forward."""
    order = list(grave.book.injects)
    for seed in range(60):
        drawn = deal(grave.book, seed).injects

        assert len(drawn) == grave.book.record.injects_drawn
        assert [order.index(name) for name in drawn] == sorted(order.index(name) for name in drawn)


def test_every_card_inject_and_answer_turns_up(grave):
    """Nothing a trainer writes is never dealt."""
    deals = [deal(grave.book, seed) for seed in range(300)]
    answers = {pair for each in deals for pair in each.answers}

    assert {card for each in deals for card in each.cards} == set(grave.book.cards)
    assert {name for each in deals for name in each.injects} == set(grave.book.injects)
    assert len(answers) == sum(len(card.answers) for card in grave.book.cards.values())


def test_the_right_step_has_no_fixed_place(grave):
    """The order of steps and answers is drawn, so that a place tells nothing."""
    places = {deal(grave.book, seed).steps.index("grebek") for seed in range(200)}

    assert places == set(range(len(grave.book.steps)))


def test_a_state_finds_what_was_done(grave):
    """Cards, plans and drafts are found by name, and nothing where there is none."""
    state = TableState(
        deal(grave.book, 1),
        handled=(Handled("a", Handling.KEEP, 1.0),),
        planned=(Planned("b", "desa", 2),),
        drafts=(Draft("polisi", "c"),),
    )

    assert (state.handling("a"), state.handling("b")) == (Handling.KEEP, None)
    assert (state.plan_of("b").day, state.plan_of("a")) == (2, None)
    assert (state.draft_of("polisi").step, state.draft_of("desa")) == ("c", None)


def test_parts_follow_each_other():
    """The parts are numbered from the cover to the end."""
    assert [phase.number for phase in Phase] == list(range(8))
    assert Phase.COVER.number == 0
