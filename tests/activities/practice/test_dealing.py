"""Dealing: half harmless, fresh, interleaved, never twice running; and rest when all is done."""

from collections import Counter
from itertools import pairwise
from random import Random

from tppo_kit.activities.practice.dealing import Learner, dealt, family_of, rests_until
from tppo_kit.activities.practice.picks import Trace
from tppo_kit.activities.practice.pool import Past
from tppo_kit.learning.memory import Memory, memories


def sides(picks):
    """Count the sides of a round."""
    return Counter(pick.side for pick in picks)


def test_a_first_round_brings_the_first_signs_of_the_order(practice, pool):
    """Six signs and two facts, nothing of them met before."""
    for seed in range(20):
        picks = dealt(practice.plan, pool, Learner(), Random(seed))
        signs = {pick.card for pick in picks if pick.side != "?"}

        assert sides(picks) == {"+": 3, "-": 3, "?": 2}
        assert len(signs & set(pool.signs[:7])) >= 5
        assert all(pick.trace is None for pick in picks)


def test_every_round_of_a_month_is_half_harmless(month):
    """Also when much is due, and no card comes twice in a round."""
    assert len(month.rounds) > 20
    for _, state in month.rounds:
        count = sides(state.picks)

        assert len(state.picks) == 8
        assert count["+"] == count["-"] >= 3
        assert len({pick.card for pick in state.picks}) == 8


def test_no_card_comes_twice_running_in_the_same_case(month):
    """From one meeting to the next the case is another one, for a sign and for a fact."""
    last = {}
    for dated in month.earlier:
        judged = dated.judgement
        for card in month.activity.cards_of(judged):
            before, at = last.get(card, (None, 0))
            # A case asked for one sign may show another as well, which was met this very round.
            asked = card in asked_on(month, dated.at)
            if asked and at != dated.at and asked_of(month, dated) == card:
                assert before != (judged.subject, judged.fingerprint)
            last[card] = (judged.subject, judged.fingerprint), dated.at


def asked_on(month, at):
    """Return the cards of the round at a moment."""
    return {pick.card for pick, _ in round_at(month, at)}


def asked_of(month, dated):
    """Return the card that a judgement was asked for."""
    return next(
        pick.card for pick, judged in round_at(month, dated.at) if judged == dated.judgement
    )


def round_at(month, at):
    """Return picks and judgements of the round at a moment."""
    judged = [dated.judgement for dated in month.earlier if dated.at == at]
    day = month.activity.memory.day_of(at)
    state = next(state for on, state in month.rounds if on == day)
    return list(zip(state.picks, judged, strict=True))


def test_neighbours_are_of_different_families_where_that_can_be(month):
    """Two of a family meet only in a round of which more than half is one family."""
    for _, state in month.rounds:
        families = [family_of(pick) for pick in state.picks]
        most = max(Counter(families).values())

        assert most > 4 or all(one != other for one, other in pairwise(families))


def test_what_was_wrong_comes_back_on_the_next_day(learner):
    """A card that went wrong is due the day after, and the next round begins with such cards."""
    poor = learner(0.0)
    state = poor.practise(poor.start)
    judged = zip(state.picks, poor.activity.judgements(state), strict=True)
    wrong = {
        pick.card
        for pick, each in judged
        if not each.correct and (each.signal is None or each.called != each.signal)
    }
    found = memories(poor.earlier, poor.activity.cards_of)
    later = poor.practise(poor.start + poor.day)

    assert len(wrong) >= 3
    assert all(found[card].due == found[card].last + 1 for card in wrong)
    assert wrong <= {pick.card for pick in later.picks}


def test_a_round_carries_what_is_left_of_each_card(practice, pool):
    """Stability, difficulty and the days since the last review, for what was met."""
    sign = pool.signs[0]
    known = Learner(30, {sign: Memory(4.0, 6.0, 20, 25, 28)}, Past())
    picks = dealt(practice.plan, pool, known, Random(2))

    assert next(pick.trace for pick in picks if pick.card == sign) == Trace(4.0, 6.0, 5)


def test_with_nothing_due_and_nothing_new_there_is_rest(practice, pool):
    """Until tomorrow while something was never met, else until the first card comes back."""
    cards = (*pool.signs, *pool.facts)
    done = {card: Memory(9.0, 5.0, 10, 30, 40 + n) for n, card in enumerate(cards)}
    today = {card: Memory(2.0, 5.0, 30, 30, 32) for card in (*pool.signs[:6], *pool.facts[:2])}

    assert rests_until(practice.plan, pool, Learner()) is None
    assert rests_until(practice.plan, pool, Learner(30, done, Past())) == 40
    assert rests_until(practice.plan, pool, Learner(40, done, Past())) is None
    assert rests_until(practice.plan, pool, Learner(30, today, Past())) == 31


def test_extra_practice_is_a_round_like_any_other(practice, pool):
    """With nothing due it asks what comes back soonest."""
    cards = (*pool.signs, *pool.facts)
    done = {card: Memory(9.0, 5.0, 10, 30, 40 + n) for n, card in enumerate(cards)}
    picks = dealt(practice.plan, pool, Learner(31, done, Past()), Random(3))

    assert sides(picks) == {"+": 3, "-": 3, "?": 2}
    assert len({pick.card for pick in picks} & set(pool.signs[:7])) >= 5
    assert {pick.card for pick in picks if pick.side == "?"} == set(pool.facts[:2])
