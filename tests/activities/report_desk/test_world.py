"""The simulated shift: one clerk, people who wait and leave, agencies that act later."""

from dataclasses import replace
from itertools import pairwise
from statistics import mean

import pytest

from tppo_kit.activities.report_desk.course import What, minutes_to_safety, urgent_minutes
from tppo_kit.activities.report_desk.marks import Decision, careful
from tppo_kit.activities.report_desk.plan import draw_plan
from tppo_kit.activities.report_desk.world import desk_minutes
from tppo_kit.content.simulations.report_times import Span, WaySpans
from tppo_kit.records import Rung

FOREVER = Span(least=9_999, usual=9_999, most=9_999)
PATIENT = WaySpans(phone=FOREVER, chat=FOREVER, person=FOREVER)


def happened(course, what):
    """Return the reports to which something happened."""
    return [each.report for each in course.happenings if each.what is what]


def test_the_run_stops_at_the_first_report_without_a_decision(desk, worked):
    """At the start it is whoever comes first; nothing has happened yet."""
    course = worked(desk, 1, lambda _: None)
    first = draw_plan(desk, 1).visits[0]

    assert (course.turn, course.now) == (first.report.id, first.minute)
    assert course.happenings == []


def test_a_decision_changes_nothing_that_was_before(desk, worked):
    """A longer run begins like the shorter one."""
    order = [stay.report for stay in worked(desk, 5).stays if stay.served]
    known = set(order[:4])
    short = worked(desk, 5, lambda each: careful(desk, each) if each.id in known else None)
    long = worked(desk, 5)

    assert short.turn == order[4]
    assert long.happenings[: len(short.happenings)] == short.happenings
    assert long.stays[: len(short.stays)] == short.stays


@pytest.mark.parametrize("seed", range(20))
def test_people_wait_as_lindley_says(changed, worked, seed):
    """With one clerk, first come first served: W' = max(0, W + service - gap) (Lindley 1952).

    Agencies do not ask back here, and nobody leaves or is deterred.
    """
    desk = changed(patience=PATIENT, deterred=0)
    course = worked(desk, seed, pick=lambda *_: 0)
    waits = {stay.report: stay.ended - stay.came for stay in course.stays}
    expected = 0.0

    for visit, later in pairwise(course.visits):
        assert waits[visit.report.id] == pytest.approx(expected, abs=1e-6)
        service = visit.listening + desk_minutes(desk, careful(desk, visit.report))
        expected = max(0.0, expected + service - (later.minute - visit.minute))


def test_the_run_stops_where_somebody_is_to_be_called(desk, worked):
    """With two or more in the line and no pick; whoever is picked comes next."""
    for seed in range(30):
        course = worked(desk, seed, pick=lambda *_: None)
        if course.choosing:
            break
    names = [each.visit.report.id for each in course.waiting]
    known = {stay.report for stay in course.stays}
    for place, name in enumerate(names):
        places = iter([place])
        after = worked(
            desk,
            seed,
            lambda each: careful(desk, each) if each.id in known else None,
            lambda *_: next(places, None),  # noqa: B023
        )
        assert after.turn == name

    assert len(names) > 1
    assert not course.turn


@pytest.mark.parametrize("seed", range(20))
def test_nobody_waits_beyond_their_patience(desk, worked, seed):
    """Whoever is not served by then leaves, and comes back once at most."""
    course = worked(desk, seed)
    patience = {visit.report.id: visit.patience for visit in course.visits}

    for stay in course.stays:
        waited = stay.ended - stay.came
        assert waited <= patience[stay.report] + 1e-6
        assert stay.served or waited == pytest.approx(patience[stay.report])
        assert sum(other.report == stay.report for other in course.stays) <= 2


def test_slow_work_makes_people_leave(desk, worked):
    """Writing everything down for everybody costs the next in line their turn."""
    everything = frozenset(line.id for line in desk.lines if not line.leaks)
    channels = frozenset(each.id for each in desk.channels if not each.leaks)
    left = {"careful": 0, "slow": 0}
    for seed in range(40):
        left["careful"] += len(happened(worked(desk, seed), What.LEFT))
        slow = worked(
            desk, seed, lambda each: Decision(each.id, "bukti", Rung.URGENT, channels, everything)
        )
        left["slow"] += len(happened(slow, What.LEFT))

    assert left["slow"] > 2 * left["careful"]


def test_police_sent_to_everybody_come_later_to_those_in_danger(desk, worked):
    """The same shifts, the same care, but police also to the harmless: danger waits longer."""

    def police_too(each):
        right = careful(desk, each)
        return replace(right, rung=Rung.URGENT, channels=right.channels | {"polisi"})

    minutes = {"careful": [], "police": []}
    for seed in range(60):
        minutes["careful"] += urgent_minutes(desk, worked(desk, seed))
        minutes["police"] += urgent_minutes(desk, worked(desk, seed, police_too))

    assert len(minutes["careful"]) == len(minutes["police"])
    assert mean(minutes["police"]) > mean(minutes["careful"]) + 10


def test_a_harmless_visit_is_told_once(desk, worked):
    """However many come to the door, it is one family that was troubled."""
    course = worked(
        desk,
        2,
        lambda each: Decision(
            each.id, "", Rung.URGENT, frozenset({"polisi", "polsek", "desa"}), frozenset()
        ),
    )
    troubled = happened(course, What.TROUBLED)

    assert len(troubled) == len(set(troubled)) > 0
    assert not {visit.report.id for visit in course.visits if visit.report.calls} & set(troubled)


def test_a_leak_threatens_and_silences(changed, desk, worked):
    """Some time after it the reporter is threatened; with full deterrence nobody comes after."""
    first = draw_plan(desk, 4).visits[0].report

    def leaking_once(each):
        right = careful(desk, each)
        return replace(right, lines=right.lines | {"nama-pelapor"}) if each == first else right

    course = worked(changed(deterred=1.0), 4, leaking_once)
    (threat,) = [each for each in course.happenings if each.what is What.THREATENED]
    leaked_at = course.done[first.id]
    after = {visit.report.id for visit in course.visits if visit.minute > leaked_at}

    assert course.leaked == [first.id]
    assert threat.minute == pytest.approx(leaked_at + desk.times.threat_after)
    assert set(happened(course, What.STAYED_AWAY)) == after


def test_without_leaks_nobody_stays_away(desk, worked):
    """Only those who hear of a leak keep away."""
    for seed in range(30):
        course = worked(desk, seed)

        assert course.leaked == []
        assert not happened(course, What.STAYED_AWAY)


def with_report(desk, name, worked, decide):
    """Return the first course in which a report was heard, and its report."""
    for seed in range(200):
        course = worked(desk, seed, decide)
        if name in course.done:
            return course
    raise LookupError(name)


def test_a_note_without_the_place_comes_back_and_delays(changed, worked, report):
    """The agency asks, which costs the desk and whoever is waiting for help."""
    desk = changed(patience=PATIENT)
    bedeng = report("bedeng-dipukul")

    def short(each):
        right = careful(desk, each)
        return replace(right, lines=right.lines - {"waktu-tempat"}) if each == bedeng else right

    full = with_report(desk, bedeng.id, worked, None)
    poor = with_report(desk, bedeng.id, worked, short)

    assert happened(poor, What.ASKED_BACK) == [bedeng.id]
    assert happened(full, What.ASKED_BACK) == []
    assert poor.safe[bedeng.id] >= full.safe[bedeng.id] + desk.times.asks_back - 1 - 1e-6


def test_a_wrong_agency_passes_it_on_late(changed, worked, report):
    """Safety comes, but after the detour."""
    desk = changed(patience=PATIENT)
    kapal = report("pulang-tanpa-gaji")

    def astray(each):
        right = careful(desk, each)
        return replace(right, channels=frozenset({"sapa"})) if each == kapal else right

    course = with_report(desk, kapal.id, worked, astray)

    assert minutes_to_safety(desk, course)[kapal.id] > desk.times.detour


@pytest.mark.parametrize("channels", [[], ["grup"], ["polsek"]])
def test_nobody_is_safe_through_nobody_the_crowd_or_the_accused(worked, desk, report, channels):
    """Then help comes only when it would have come anyway."""
    pos = report("pos-menyuruh-diam")

    def useless(each):
        right = careful(desk, each)
        return replace(right, channels=frozenset(channels)) if each == pos else right

    course = with_report(desk, pos.id, worked, useless)

    assert minutes_to_safety(desk, course)[pos.id] == desk.times.unreported
