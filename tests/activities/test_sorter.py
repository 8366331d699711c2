"""Cards where they belong: placed one by one, moved back, checked all at once."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Feedback, Lines, Prose
from tppo_kit.activities.sorter import SorterActivity
from tppo_kit.errors import Refused
from tppo_kit.records import Event


@pytest.fixture(scope="module", params=["tanda-atau-bukan", "tindakan-cara-tujuan"])
def sorter(opened, request):
    """Give the real sorter of signs, and one of three bins that are not about signs."""
    return next(each for each in opened("sorter") if each.sorter.id == request.param)


def placed(sorter, chosen, seed=1, pace=2.0):
    """Return the state after placing cards in the given bins, one each ``pace`` seconds."""
    events = [Event("begin"), *(Event("place", name) for name in chosen)]
    timed = [Event(e.name, e.value, at=pace * number) for number, e in enumerate(events)]
    return replay(sorter, seed, timed)


def right_bins(sorter, seed=1):
    """Return where each card belongs, in the order of a seed."""
    return [sorter.cards[card].bin for card in sorter.start(seed).order]


def test_the_same_seed_gives_the_same_order(sorter):
    """Cards lie as they did for the same seed, and otherwise for others."""
    orders = {sorter.start(seed).order for seed in range(30)}

    assert all(sorter.start(seed) == sorter.start(seed) for seed in range(30))
    assert len(orders) > 25
    assert {frozenset(order) for order in orders} == {frozenset(sorter.cards)}


def other_bin(sorter, name):
    """Return the first bin that is not this one."""
    return next(each for each in sorter.bins if each != name)


def test_half_of_the_real_cards_are_no_sign(opened):
    """Saying "sign" to everything does not pay, and neither does any other bin."""
    about_signs = 0
    for sorter in opened("sorter"):
        bins = [card.bin for card in sorter.cards.values()]
        about_signs += "sign" in sorter.bins

        assert set(bins) == sorter.bins.keys()
        assert all(2 * bins.count(name) <= len(bins) for name in sorter.bins)
        assert bins.count("sign") == bins.count("no-sign")
    assert about_signs


def test_each_card_is_shown_and_placed_in_turn(sorter):
    """The card in hand is the next of the order; the progress counts the placed ones."""
    bins = [*sorter.bins][:2]
    state = placed(sorter, bins)
    view = sorter.view(state)

    assert state.placed == tuple(zip(state.order[:2], bins, strict=True))
    assert [(o.value, o.label) for o in view.blocks[1].options] == [*sorter.bins.items()]
    assert view.blocks[0].text == sorter.cards[state.order[2]].text
    assert view.progress == (2, len(sorter.cards))


def test_the_last_card_can_be_taken_back(sorter):
    """Taking back frees the card and its time; with none placed it is refused."""
    state = placed(sorter, [next(iter(sorter.bins))] * 2)
    once = sorter.apply(state, Event("back", at=9))
    none = sorter.apply(once, Event("back", at=9))

    assert (once.placed, once.seconds) == (state.placed[:1], state.seconds[:1])
    with pytest.raises(Refused):
        sorter.apply(none, Event("back"))
    assert [o.event for o in sorter.view(none).blocks[1:]] == ["place"]


@pytest.mark.parametrize("value", ["", "Sign", "sign ", "nosign", "k01"])
def test_only_its_own_bins_take_cards(sorter, value):
    """Any other place is refused."""
    with pytest.raises(Refused):
        sorter.apply(placed(sorter, []), Event("place", value))


def test_checking_waits_for_the_last_card(sorter):
    """With a card in hand nothing is checked; with none in hand nothing is placed."""
    bins = right_bins(sorter)

    with pytest.raises(Refused):
        sorter.apply(placed(sorter, bins[:-1]), Event("check"))
    with pytest.raises(Refused):
        sorter.apply(placed(sorter, bins), Event("place", bins[0]))


def test_the_piles_show_what_lies_where(sorter):
    """Before checking, each bin lists its cards without a mark."""
    first, second = [*sorter.bins][:2]
    bins = [first] * (len(sorter.cards) - 1) + [second]
    piles = [b for b in sorter.view(placed(sorter, bins)).blocks if isinstance(b, Lines)]

    assert [pile.title for pile in piles] == [*sorter.bins.values()]
    assert [len(pile.entries) for pile in piles] == [len(bins) - 1, 1, 0][: len(piles)]
    assert {entry.mark for pile in piles for entry in pile.entries} == {""}


def test_all_cards_are_explained_and_judged(sorter):
    """After checking each card says where it belongs and why, and has one judgement."""
    bins = right_bins(sorter)
    bins[0] = other_bin(sorter, bins[0])
    full = placed(sorter, bins)
    state = sorter.apply(full, Event("check"))
    outcome = sorter.outcome(state)
    told = [b for b in sorter.view(state).blocks if isinstance(b, Feedback)]

    assert sorter.outcome(full) is None
    assert [j.correct for j in outcome.judgements] == [False, *[True] * (len(bins) - 1)]
    assert [j.chosen for j in outcome.judgements] == bins
    assert [j.right for j in outcome.judgements] == right_bins(sorter)
    assert {j.seconds for j in outcome.judgements} == {2.0}
    assert (outcome.earned, outcome.possible) == (len(bins) - 1, len(bins))
    assert [f.tone for f in told] == ["poor", *["good"] * (len(bins) - 1)]
    assert [f.text for f in told] == [sorter.cards[card].why for card in state.order]
    assert isinstance(sorter.view(state).blocks[0], Prose)


def test_only_cards_about_signs_feed_detection(opened):
    """Where the bins are "sign" and "no-sign", each card is a judgement on a sign; else none is."""
    for sorter in opened("sorter"):
        bins = [other_bin(sorter, name) for name in right_bins(sorter)]
        bins[::2] = right_bins(sorter)[::2]
        judged = sorter.outcome(sorter.apply(placed(sorter, bins), Event("check"))).judgements

        if "sign" in sorter.bins:
            assert [j.signal for j in judged] == [j.right == "sign" for j in judged]
            assert [j.called for j in judged] == [j.chosen == "sign" for j in judged]
        else:
            assert {(j.signal, j.called) for j in judged} == {(None, None)}


def test_nothing_is_taken_after_the_check(sorter):
    """The result stands."""
    state = sorter.apply(placed(sorter, right_bins(sorter)), Event("check"))

    for name in ("begin", "place", "back", "check", "next"):
        with pytest.raises(Refused):
            sorter.apply(state, Event(name, next(iter(sorter.bins))))


def test_the_fingerprint_follows_the_cards(sorter):
    """A changed card makes it another sorter; the summary says which and gives nothing away."""
    cards = [*sorter.sorter.cards]
    cards[0] = cards[0].model_copy(update={"why": "Otherwise."})
    changed = SorterActivity(sorter.sorter.model_copy(update={"cards": cards}), {})

    assert changed.fingerprint != sorter.fingerprint
    assert sorter.fingerprint in sorter.summary()
    assert not any(card.why in sorter.summary() for card in cards)
