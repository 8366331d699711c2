"""Points of a shift, and one judgement for each report that was heard."""

from dataclasses import replace

import pytest

from tppo_kit.activities.habits import Habit
from tppo_kit.activities.report_desk.marks import careful
from tppo_kit.activities.report_desk.result import in_time, outcome_of, points_of
from tppo_kit.records import Rung


@pytest.mark.parametrize("habit", Habit)
@pytest.mark.parametrize("seed", range(10))
def test_points_stay_within_bounds(activity, played, habit, seed):
    """Never below nothing, never above what is possible."""
    state, _ = played(habit, seed)
    outcome = activity.outcome(state)

    assert 0 <= outcome.earned <= outcome.possible == 100
    assert outcome.ending in {"good", "mixed", "poor"}
    assert len(outcome.judgements) == len(activity.course(state).done)


def test_a_hurt_costs_the_same_whoever_is_hurt(desk, worked):
    """Missed, troubled or given away: nothing is left, whatever else was right."""
    course = worked(desk, 1)
    costs = set()
    for visit in course.visits:
        right = careful(desk, visit.report)
        leaking = replace(right, lines=right.lines | {"nama-pelapor"})
        wrong = replace(right, rung=Rung.INFORM, channels=frozenset())
        if not visit.report.calls:
            wrong = replace(right, rung=Rung.URGENT, channels=frozenset({"polisi"}))
        costs |= {points_of(desk, course, visit.report, each) for each in (leaking, wrong)}

    assert costs == {0}


def test_late_safety_earns_its_share(desk, worked, report):
    """Twice the time that was allowed gives half, any shorter time all."""
    course = worked(desk, 1)
    visit = next(each for each in course.visits if each.report.truth is Rung.REFER)
    within = next(each.within for each in desk.urgencies if each.id is Rung.REFER)
    shares = []
    for minutes in (within / 2, within, 2 * within):
        course.safe[visit.report.id] = visit.minute + minutes
        shares.append(in_time(desk, course, visit.report))

    assert shares == pytest.approx([1, 1, 0.5])


def test_judgements_tell_signal_and_call(activity, played):
    """They name the signs of those that call for action, and none for the harmless."""
    state, _ = played(Habit.SUSPICIOUS, 1)
    outcome = activity.outcome(state)

    for judged in outcome.judgements:
        report = activity.reports[judged.subject.removeprefix("meja-desa.")]
        assert (judged.kind, judged.signal, judged.called) == ("report", report.calls, True)
        assert judged.signs == tuple(sorted(report.signs))
        assert not judged.correct


def test_a_shift_by_the_book_is_all_correct(activity, played):
    """Each report heard is judged right, its seconds counted."""
    outcome = activity.outcome(played()[0])

    assert all(judged.correct for judged in outcome.judgements)
    assert all(judged.seconds > 0 for judged in outcome.judgements)
    assert outcome.ending == "good"


def test_passing_on_without_consent_is_judged_wrong(desk, worked):
    """The step is the right one, but the person has not been asked."""
    course = worked(desk, 1)
    report = next(each for each in desk.reports if each.id == "tetangga-ktp-dipegang")
    course.visits = (replace(course.visits[0], report=report),)
    asked = careful(desk, report)
    verdicts = [
        outcome_of(desk, course, (each,), "").judgements[0]
        for each in (asked, replace(asked, question=""))
    ]

    assert [judged.correct for judged in verdicts] == [True, False]
    assert {judged.chosen for judged in verdicts} == {judged.right for judged in verdicts}


def test_nobody_heard_means_half_of_them_missed(desk, worked):
    """Who called for action is missed; the harmless were at least not hurt."""
    course = worked(desk, 1, lambda _: None)
    outcome = outcome_of(desk, course, (), "")
    harmless = sum(not visit.report.calls for visit in course.visits)

    assert outcome.judgements == ()
    assert outcome.earned == harmless * desk.points.whole / 2
    assert outcome.possible == 100
