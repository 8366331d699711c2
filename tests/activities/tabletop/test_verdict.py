"""What a careful colleague would have done, computed from what was dealt."""

from dataclasses import replace

import pytest

from tppo_kit.activities.habits import Habit
from tppo_kit.activities.tabletop.state import Handled
from tppo_kit.activities.tabletop.verdict import (
    Fault,
    able,
    card_points,
    faults,
    fits,
    harmful,
    last_day,
    leaked,
    outcome,
    plan_is_right,
    plan_rung,
    signs_dealt,
    step_share,
    tone,
)
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.records import Rung

QUIET = ("wartawan", "foto", "tetap")


def handled(state, card, handling):
    """Return the state with one more card decided."""
    return replace(state, handled=(*state.handled, Handled(card, handling, 0.0)))


@pytest.mark.parametrize(
    ("card", "handling", "result"),
    [
        ("klg-jadwal", Handling.SHARE, (1.0, False)),
        ("klg-jadwal", Handling.ASK, (0.5, False)),
        ("klg-jadwal", Handling.KEEP, (0.0, False)),
        ("ppa-paspor", Handling.SHARE, (0.0, True)),
        ("ppa-paspor", Handling.ASK, (1.0, False)),
        ("ppa-paspor", Handling.KEEP, (0.0, False)),
        ("desa-pelapor", Handling.SHARE, (0.0, True)),
        ("desa-pelapor", Handling.ASK, (0.5, False)),
        ("desa-pelapor", Handling.KEEP, (1.0, False)),
    ],
)
def test_a_leak_costs_as_much_as_a_miss(grave, dealt, card, handling, result):
    """Telling what was not one's to tell earns as little as hiding what was needed."""
    state = handled(dealt(grave), card, handling)

    assert (card_points(grave.book, state, card), leaked(grave.book, state, card)) == result


def test_news_brings_the_departure_forward(grave, dealt):
    """What must come before the departure is due on the new day; the rest is not."""
    steps = grave.book.steps
    early, late = dealt(grave, injects=("maju", *QUIET)), dealt(grave, injects=("tarik", *QUIET))

    assert last_day(grave.book, early, steps["bicara-terpisah"]) == 0
    assert last_day(grave.book, late, steps["bicara-terpisah"]) == 1
    assert last_day(grave.book, early, steps["dampingi"]) == 2


def test_a_refused_offer_is_no_step_any_more(grave, dealt):
    """Where the person said no, planning the step harms instead of helping."""
    step = grave.book.steps["tempat-aman"]
    wanted = dealt(grave, answers={"ppa-tempat": "mau"}, injects=QUIET)
    refused = dealt(grave, answers={"ppa-tempat": "belum"}, injects=QUIET)

    assert fits(grave.book, wanted, step)
    assert not fits(grave.book, refused, step)


def test_withdrawn_consent_and_kinship_shut_roles_out(grave, calm, dealt):
    """A role the person does not want, and one too close, may not take sensitive steps."""
    free, gone = dealt(grave, injects=QUIET), dealt(grave, injects=("tarik", *QUIET))
    near, kin = dealt(calm, injects=("kerabat", "foto")), dealt(calm, injects=("foto",))

    assert able(grave.book, free, grave.book.steps["dampingi"]) == ("pendamping", "ppa", "keluarga")
    assert able(grave.book, gone, grave.book.steps["dampingi"]) == ("ppa", "keluarga")
    assert "desa" not in able(calm.book, near, calm.book.steps["tanya-kabar"])
    assert "desa" in able(calm.book, kin, calm.book.steps["tanya-kabar"])
    assert "desa" in able(calm.book, near, calm.book.steps["penjelasan"])


@pytest.mark.parametrize(
    ("planned", "injects", "found"),
    [
        ([("temui-rombongan", "polisi", 0)], QUIET, ()),
        ([("temui-rombongan", "desa", 0)], QUIET, (Fault.OWNER,)),
        ([("temui-rombongan", "polisi", 2)], QUIET, (Fault.LATE,)),
        ([("dampingi", "ppa", 2)], QUIET, (Fault.ORDER,)),
        ([("dampingi", "pendamping", 2)], ("tarik",), (Fault.WITHDRAWN, Fault.ORDER)),
        ([("tempat-aman", "ppa", 0)], QUIET, (Fault.CONSENT,)),
        ([("dampingi", "ppa", 0), ("bicara-terpisah", "polisi", 1)], QUIET, (Fault.ORDER,)),
        ([("dampingi", "ppa", 1), ("bicara-terpisah", "polisi", 1)], QUIET, ()),
    ],
)
def test_each_fault_of_a_step_is_named(grave, planning, planned, injects, found):
    """Owner, day, order and consent are looked at one by one."""
    answers = {"ppa-tempat": "mau"}
    state = planning(grave, *planned, injects=injects, answers=answers)

    assert faults(grave.book, state, state.planned[0]) == found


def test_a_role_too_close_is_a_fault_of_its_own(calm, planning):
    """Kinship bars from sensitive steps, in the harmless case as well."""
    step = ("tanya-kabar", "desa", 7)
    near = planning(calm, step, ("cek-dokumen", "bp3mi", 0), injects=("kerabat", "foto"))
    free = planning(calm, step, ("cek-dokumen", "bp3mi", 0), injects=("foto",))

    assert faults(calm.book, near, near.planned[0]) == (Fault.BARRED,)
    assert faults(calm.book, free, free.planned[0]) == ()


def test_a_plan_amounts_to_its_highest_step(grave, planning):
    """Nothing planned is no concern; one urgent step makes the plan urgent."""
    rungs = [
        plan_rung(grave.book, planning(grave, *planned))
        for planned in ([], [("daftar", "desa", 0)], [("daftar", "desa", 0), ("grebek", "desa", 0)])
    ]

    assert rungs == [Rung.NO_CONCERN, Rung.CONSULT, Rung.URGENT]


def test_the_right_rung_by_a_harmful_step_is_not_right(grave, planning):
    """A raid is as urgent as a call to the police, and wrong all the same."""
    raid = planning(grave, ("grebek", "polisi", 0))
    call = planning(grave, ("temui-rombongan", "polisi", 0))

    assert plan_rung(grave.book, raid) is plan_rung(grave.book, call) is Rung.URGENT
    assert (plan_is_right(grave.book, raid), plan_is_right(grave.book, call)) == (False, True)
    assert [each.step for each in harmful(grave.book, raid)] == ["grebek"]


@pytest.mark.parametrize("planned", [("desa", 0), ("keluarga", 0), ("polisi", 7)])
def test_urgent_help_by_who_may_not_or_too_late_is_none(grave, planning, planned):
    """Whoever is locked in waits for the police today, not for neighbours or next week."""
    state = planning(grave, ("temui-rombongan", *planned))

    assert plan_rung(grave.book, state) is Rung.URGENT
    assert not plan_is_right(grave.book, state)


def test_no_plan_without_police_is_right_in_danger(grave, planning):
    """Offering services alone leaves the fence locked."""
    offers = [("bicara-terpisah", "ppa", 0), ("dampingi", "pendamping", 1)]

    assert not plan_is_right(grave.book, planning(grave, *offers))


def test_planning_nothing_and_planning_all_earn_half_at_most(grave, calm, planning):
    """Steps left out count as much as steps planned, so neither extreme wins."""
    for activity in (grave, calm):
        everything = [(step, "polisi", 0) for step in activity.book.steps]

        assert step_share(activity.book, planning(activity)) == 0.5
        assert step_share(activity.book, planning(activity, *everything)) <= 0.5


def test_a_late_step_earns_half_of_itself(grave, planning):
    """One fault halves a step, two leave nothing."""
    shares = [
        step_share(grave.book, planning(grave, each, injects=QUIET, answers={"ppa-tempat": "mau"}))
        for each in (
            ("temui-rombongan", "polisi", 0),
            ("temui-rombongan", "polisi", 7),
            ("temui-rombongan", "desa", 7),
        )
    ]

    assert shares == pytest.approx([0.5 + 1 / 12, 0.5 + 1 / 24, 0.5])


def test_the_outcome_judges_every_card_every_news_and_the_plan(grave, course):
    """Only the plan detects something; its signal and call are told apart."""
    state = course(grave)[-1][0]
    judged = outcome(grave.book, state, "x").judgements
    plan = judged[-1]

    assert [each.kind for each in judged] == ["sharing"] * 21 + ["inject"] * 4 + ["tabletop"]
    assert {(each.signal, each.called) for each in judged[:-1]} == {(None, None)}
    assert (plan.signal, plan.called, plan.correct) == (True, True, True)
    assert plan.signs == tuple(sorted(grave.book.record.signs))


@pytest.mark.parametrize(
    ("habit", "called"), [(Habit.BY_THE_BOOK, False), (Habit.SUSPICIOUS, True)]
)
def test_a_harmless_table_has_no_signal(calm, course, habit, called):
    """Who calls for action there gives a false alarm."""
    state = course(calm, habit=habit)[-1][0]
    plan = outcome(calm.book, state, "x").judgements[-1]

    assert (plan.signal, plan.called, plan.correct) == (False, called, not called)


@pytest.mark.parametrize(
    ("habit", "ending"),
    [(Habit.BY_THE_BOOK, "good"), (Habit.SUSPICIOUS, "poor"), (Habit.HASTY, "poor")],
)
def test_the_ending_follows_from_the_plan(grave, course, habit, ending):
    """Good needs a right plan, no leak and no fault; harm makes it poor."""
    assert tone(grave.book, course(grave, habit=habit)[-1][0]) == ending


def test_one_leak_makes_a_right_plan_mixed(grave, course):
    """A careful plan does not undo what was told without consent."""
    state = course(grave)[-1][0]
    spilt = next(h for h in state.handled if h.handling is Handling.KEEP)
    told = [replace(h, handling=Handling.SHARE) if h == spilt else h for h in state.handled]

    assert tone(grave.book, replace(state, handled=tuple(told))) == "mixed"


def test_signs_whose_cards_stayed_in_the_pack_are_not_spoken_of(grave, dealt):
    """The debrief and the judgement name a sign only where somebody could have known of it."""
    state = dealt(grave)
    tied = {card.id for card in grave.book.record.cards if card.sign == "T-REK-05"}
    without = dealt(grave, cards=tuple(card for card in state.deal.cards if card not in tied))

    assert "T-REK-05" in signs_dealt(grave.book, dealt(grave, cards=tuple(grave.book.cards)))
    assert "T-REK-05" not in signs_dealt(grave.book, without)
    assert "T-KTR-02" in signs_dealt(grave.book, without)


def test_a_sign_of_no_card_belongs_to_the_scene(calm, dealt):
    """What no card stands for is always spoken of."""
    tied = {card.sign for card in calm.book.record.cards}
    free = set(calm.book.record.resembles) - tied

    assert free
    assert free <= set(signs_dealt(calm.book, dealt(calm, cards=())))
