"""Whose turn it is, what is taken, and what is refused with a sentence."""

from dataclasses import replace

import pytest

from tppo_kit.activities.tabletop.state import Phase
from tppo_kit.activities.tabletop.turns import adopted, kept, missing, turn, undecided
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.errors import Refused
from tppo_kit.records import Event


def refused(activity, state, name, value):
    """Return the sentence with which an event is refused; the state stays as it was."""
    before = hash(state)
    with pytest.raises(Refused) as caught:
        activity.apply(state, Event(name, value))

    assert hash(state) == before
    return caught.value.message.render("en")


def test_any_role_may_decide_on_its_own_cards_at_any_time(grave, dealt):
    """On phones nobody waits: the last seat may decide before the first."""
    state = dealt(grave)
    last = list(grave.book.roles)[-1]
    card = undecided(grave.book, state, last)[0]
    after = grave.apply(state, Event("card", f"{last}:keep:{card}"))

    assert turn(grave.book, state) == next(iter(grave.book.roles)) != last
    assert after.handling(card) is Handling.KEEP
    assert turn(grave.book, after) == turn(grave.book, state)


def test_the_turn_passes_when_a_hand_is_decided(grave, course):
    """Alone, the seats follow each other in the order of the table, then the addressed role."""
    seats = [turn(grave.book, state) for state, _ in course(grave) if state.phase is Phase.SHARING]

    assert seats == [role for role in grave.book.roles for _ in range(3)]


def test_cards_of_others_twice_and_unknown_are_refused(grave, dealt):
    """A wrong role, a second decision and a card that was not dealt change nothing."""
    state = dealt(grave)
    card = undecided(grave.book, state, "polisi")[0]
    absent = next(name for name in grave.book.cards if name not in state.deal.cards)
    done = grave.apply(state, Event("card", f"polisi:share:{card}"))

    assert "another hand" in refused(grave, state, "card", f"desa:share:{card}")
    assert "decided before" in refused(grave, done, "card", f"polisi:keep:{card}")
    for value in (
        f"hantu:share:{card}",
        f"polisi:shout:{card}",
        "polisi:share:kartu-x",
        f"polisi:share:{absent}",
        f"polisi:share:{card}:lagi",
        "polisi",
        "",
        ":::",
    ):
        assert "not possible" in refused(grave, state, "card", value)


def test_too_early_and_too_late_are_told_apart(grave, course, at_phase):
    """What belongs to a closed part is late, what belongs to a later one is early."""
    sharing, plan = at_phase(grave, Phase.SHARING), at_phase(grave, Phase.PLAN)
    end = course(grave)[-1][0]

    assert "not begun" in refused(grave, sharing, "plan", "desa:seal")
    assert "is over" in refused(grave, plan, "card", f"polisi:share:{plan.deal.cards[0]}")
    assert "is over" in refused(grave, plan, "begin", "")
    assert "is over" in refused(grave, end, "procedure", "desa:review:3")
    assert "not possible" in refused(grave, plan, "dance", "desa")


def test_the_chair_may_close_the_round_and_nobody_else(grave, dealt):
    """What was not decided by then stays unsaid."""
    state = dealt(grave)
    after = grave.apply(state, Event("card", "desa:close"))

    assert "chair" in refused(grave, state, "card", "polisi:close")
    assert after.phase is Phase.INJECTS
    assert {each.handling for each in after.handled} == {Handling.KEEP}


def test_news_is_answered_by_whom_it_reached(grave, at_phase):
    """Another role, another inject, an unknown answer and a second one are refused."""
    state = at_phase(grave, Phase.INJECTS)
    name, later = state.deal.injects[:2]
    role, option = grave.book.injects[name].role, grave.book.injects[name].options[0].id
    other = next(each for each in grave.book.roles if each not in {role, "desa"})
    after = grave.apply(state, Event("inject", f"{role}:{name}:{option}"))

    assert "another role" in refused(grave, state, "inject", f"{other}:{name}:{option}")
    assert "not possible" in refused(grave, state, "inject", f"{role}:{name}:teriak")
    assert "not possible" in refused(grave, state, "inject", f"{role}:{later}:{option}")
    assert "not possible" in refused(grave, state, "inject", f"{role}:{name}")
    assert "decided before" in refused(grave, after, "inject", f"{role}:{name}:{option}")


def test_time_runs_out_only_by_the_chair(grave, at_phase):
    """An unanswered inject counts as no answer, and is wrong."""
    state = at_phase(grave, Phase.INJECTS)
    name = state.deal.injects[0]
    after = grave.apply(state, Event("inject", f"desa:{name}:close"))

    assert "chair" in refused(grave, state, "inject", f"keluarga:{name}:close")
    assert after.decided[0].option == ""


def test_looking_back_is_led_by_the_chair_in_order(grave, at_phase):
    """A later question, an unknown answer and another role are refused."""
    state = at_phase(grave, Phase.HOT_WASH)
    first, second = grave.book.record.hot_wash[:2]

    assert "chair" in refused(grave, state, "hot-wash", f"polisi:{first.id}:{first.options[0].id}")
    for value in (f"desa:{second.id}:{second.options[0].id}", f"desa:{first.id}:x", "desa"):
        assert "not possible" in refused(grave, state, "hot-wash", value)


def test_an_improvement_gets_an_owner_then_a_day(grave, at_phase):
    """Days before owners, wrong numbers and invented days are refused."""
    state = at_phase(grave, Phase.FOLLOW_UP)
    owned = grave.apply(state, Event("follow-up", "desa:owner:0:ppa"))
    dated = grave.apply(owned, Event("follow-up", "desa:due:0:14"))

    assert (dated.follow_ups[0].owner, dated.follow_ups[0].days) == ("ppa", 14)
    for value in ("desa:due:0:14", "desa:owner:1:ppa", "desa:owner:0:hantu", "desa:owner:0"):
        assert "not possible" in refused(grave, state, "follow-up", value)
    for value in ("desa:owner:0:ppa", "desa:due:0:15", "desa:due:1:14", "desa:due:0:014"):
        assert "not possible" in refused(grave, owned, "follow-up", value)
    assert "chair" in refused(grave, state, "follow-up", "ppa:owner:0:ppa")


def test_a_procedure_needs_a_step(grave, at_phase):
    """Missing steps are in it until somebody leaves them out; all of them out is refused."""
    state = at_phase(grave, Phase.PROCEDURE)
    for question in grave.book.record.procedure.questions:
        way = question.options[0].id
        state = grave.apply(state, Event("procedure", f"desa:{question.id}:{way}"))
    bare = replace(state, planned=())
    for name in missing(grave.book, bare):
        bare = grave.apply(bare, Event("procedure", f"desa:leave:{name}"))
    again = grave.apply(bare, Event("procedure", f"desa:leave:{missing(grave.book, bare)[0]}"))

    assert kept(grave.book, state) == adopted(grave.book, state)
    assert adopted(grave.book, bare) == ()
    assert "needs a step" in refused(grave, bare, "procedure", "desa:review:3")
    assert grave.apply(again, Event("procedure", "desa:review:3")).phase is Phase.END
    for value in ("desa:review:4", "desa:leave:grebek", "desa:catatan:layanan", "desa"):
        assert "not possible" in refused(grave, state, "procedure", value)


def test_a_cover_begins_without_a_word(grave):
    """The first event carries nothing."""
    assert "not possible" in refused(grave, grave.start(1), "begin", "desa")
    assert grave.apply(grave.start(1), Event("begin", at=7.0)).shown_at == 7.0


def test_seconds_are_counted_from_the_last_event(grave, dealt):
    """Deciding takes as long as it took; a clock that runs back counts nothing."""
    state = replace(dealt(grave), shown_at=10.0)
    card = undecided(grave.book, state, "polisi")[0]
    seconds = [
        grave.apply(state, Event("card", f"polisi:keep:{card}", at=at)).handled[0].seconds
        for at in (16.5, 3.0)
    ]

    assert seconds == [6.5, 0.0]
