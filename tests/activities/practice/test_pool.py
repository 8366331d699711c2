"""The pool: what can be practised at a place, in the order in which it is taught."""

from tppo_kit.activities.practice.picks import Pick
from tppo_kit.activities.practice.pool import Past, past_of
from tppo_kit.content.signs import Sign, Strength
from tppo_kit.records import Dated, Judgement


def test_every_sign_has_cases_on_both_sides(pool):
    """What could only be missed, or only over-called, is not practised."""
    assert len(pool.signs) >= 20
    assert all(pool.sources[sign, side] for sign in pool.signs for side in "+-")


def test_strong_signs_are_taught_first(pool, catalogue):
    """Then medium, then weak ones."""
    order = [Strength.STRONG, Strength.MEDIUM, Strength.WEAK]
    ranks = [order.index(catalogue.get(Sign, name).strength) for name in pool.signs]

    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


def test_every_sign_can_be_noticed_where_one_stands(practice, pool, catalogue):
    """A villager practises no sign that only an officer sees."""
    (plan,) = [each for each in practice.plan.places if practice.pools[each.id] is pool]

    for name in pool.signs:
        assert set(catalogue.get(Sign, name).seen_by) & set(plan.viewers)


def test_every_fact_has_several_questions(pool):
    """So that none need come twice running."""
    assert len(pool.facts) >= 20
    assert all(len(pool.questions[fact]) > 1 for fact in pool.facts)


def test_a_pick_that_leads_nowhere_is_known(pool):
    """A source or question that does not exist holds nothing."""
    sign, fact = pool.signs[0], pool.facts[0]

    assert not pool.holds(Pick(sign, "+", 1295, 0))
    assert not pool.holds(Pick(fact, "?", 1295, 0))
    assert not pool.holds(Pick(fact, "+", 0, 0))
    assert not pool.holds(Pick(sign, "?", 0, 0))
    assert pool.holds(Pick(fact, "?", 0, 0))


def test_the_answers_of_a_question_are_shuffled_by_its_draw(pool):
    """The same draw shows the same order, true and false keep theirs."""
    fact = next(f for f in pool.facts if pool.questions[f][0].kind == "choice")
    orders = {pool.knowledge(Pick(fact, "?", 0, draw)).shown for draw in range(40)}

    assert len(orders) > 1
    assert pool.knowledge(Pick(fact, "?", 0, 3)) == pool.knowledge(Pick(fact, "?", 0, 3))


def test_the_past_tells_last_uses_and_leaning():
    """The last case of each card, how often each was asked, and on which side."""

    def at(when, subject, signs, *, signal):
        judged = Judgement(
            "message", subject, f"print of {when}", signs, "", "", correct=True, signal=signal,
            called=signal, confidence=None, seconds=1.0,
        )  # fmt: skip
        return Dated(when, judged)

    earlier = [
        at(1.0, "a", ("T-REK-01", "T-REK-02"), signal=True),
        at(2.0, "b", ("T-REK-01",), signal=False),
        at(3.0, "a", ("T-REK-01",), signal=False),
        at(4.0, "c", ("T-REK-02",), signal=None),
    ]
    past = past_of(earlier, lambda judgement: judgement.signs)

    assert past.last == {"T-REK-01": ("a", "print of 3.0"), "T-REK-02": ("c", "print of 4.0")}
    assert past.uses == {"a": 2, "b": 1, "c": 1}
    assert past.leaning == {"T-REK-01": -1, "T-REK-02": 1}
    assert past_of([], lambda judgement: judgement.signs) == Past()
