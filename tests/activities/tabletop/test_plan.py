"""Making the plan: steps with an owner and a day, by any role; the chair closes it."""

from dataclasses import replace

import pytest

from tppo_kit.activities.tabletop.state import Decided, Draft, Phase, Planned
from tppo_kit.errors import Refused
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_text


def take(activity, state, *values):
    """Return the state after some events of the plan, three seconds apart."""
    for number, value in enumerate(values, start=1):
        state = activity.apply(state, Event("plan", value, at=3.0 * number))
    return state


def test_a_step_gets_an_owner_and_a_day(grave, planning):
    """Taken, given to a role, dated: then it stands in the plan."""
    state = take(
        grave,
        planning(grave),
        "ppa:take:cek-dokumen",
        "ppa:owner:cek-dokumen:bp3mi",
        "ppa:day:cek-dokumen:1",
    )

    assert state.planned == (Planned("cek-dokumen", "bp3mi", 1),)
    assert state.drafts == ()
    assert state.plan_seconds == 9.0


def test_two_roles_may_plan_at_once_but_not_the_same(grave, planning):
    """Each phone has its own draft; a step in one hand is not taken by another."""
    state = take(grave, planning(grave), "ppa:take:cek-dokumen", "polisi:take:temui-rombongan")

    assert state.drafts == (Draft("ppa", "cek-dokumen"), Draft("polisi", "temui-rombongan"))
    with pytest.raises(Refused, match="already"):
        take(grave, state, "desa:take:cek-dokumen")


def test_a_step_can_be_laid_back_or_taken_out(grave, planning):
    """Whoever changes their mind loses nothing else."""
    planned = ("cek-dokumen", "bp3mi", 1)
    laid = take(grave, planning(grave, planned), "desa:take:grebek", "desa:undo")
    out = take(grave, laid, "desa:drop:cek-dokumen")

    assert (laid.drafts, laid.planned) == ((), (Planned(*planned),))
    assert out.planned == ()


@pytest.mark.parametrize(
    "value",
    [
        "desa:take:lari",
        "desa:owner:cek-dokumen:bp3mi",
        "desa:day:cek-dokumen:1",
        "desa:undo",
        "desa:drop:cek-dokumen",
        "desa:take",
        "desa",
        "desa:seal:now",
    ],
)
def test_nothing_is_planned_out_of_turn(grave, planning, value):
    """Owners and days need a step in hand, and only planned steps are taken out."""
    with pytest.raises(Refused, match="not possible"):
        take(grave, planning(grave), value)


@pytest.mark.parametrize(
    "value",
    [
        "desa:take:grebek",
        "desa:day:cek-dokumen:1",
        "desa:owner:grebek:desa",
        "desa:owner:cek-dokumen:hantu",
        "ppa:owner:cek-dokumen:desa",
    ],
)
def test_a_step_in_hand_comes_first(grave, planning, value):
    """With a step in hand, only its owner can be named; and by no other role."""
    state = take(grave, planning(grave), "desa:take:cek-dokumen")

    with pytest.raises(Refused):
        take(grave, state, value)


@pytest.mark.parametrize("day", ["3", "-1", "01", "٢", "1.0", ""])
def test_only_offered_days_are_taken(grave, planning, day):
    """A day out of range, or written oddly, is refused."""
    state = take(grave, planning(grave), "desa:take:cek-dokumen", "desa:owner:cek-dokumen:bp3mi")

    with pytest.raises(Refused):
        take(grave, state, f"desa:day:cek-dokumen:{day}")


def test_who_leads_after_the_news_closes_the_plan(grave, planning):
    """Once the table has moved, the village head no longer closes anything."""
    state = planning(grave, injects=("kerabat", "foto"))
    state = replace(state, decided=(Decided("kerabat", "pindah", 0.0), Decided("foto", "", 0.0)))

    with pytest.raises(Refused, match="chair"):
        grave.apply(state, Event("plan", "desa:seal"))
    assert grave.apply(state, Event("plan", "ppa:seal")).phase is Phase.HOT_WASH
    assert "UPTD PPA leads the table" in draw_text(grave.view(state), "en")


def test_the_chair_alone_closes_the_plan(grave, planning):
    """Drafts fall away, and the next part begins."""
    state = take(grave, planning(grave), "ppa:take:cek-dokumen")
    closed = take(grave, state, "desa:seal")

    with pytest.raises(Refused, match="chair"):
        take(grave, state, "ppa:seal")
    assert (closed.phase, closed.drafts) == (Phase.HOT_WASH, ())
