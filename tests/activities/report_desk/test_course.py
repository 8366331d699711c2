"""What a run brought: who is safe when, and who was never heard."""

from tppo_kit.activities.report_desk.course import minutes_to_safety, unheard, urgent_minutes
from tppo_kit.records import Rung


def test_urgent_minutes_are_of_those_in_danger_now(desk, worked):
    """They stand in order and count each urgent report of the shift once."""
    course = worked(desk, 3)
    urgent = [visit for visit in course.visits if visit.report.truth is Rung.URGENT]
    minutes = urgent_minutes(desk, course)

    assert len(minutes) == len(urgent)
    assert minutes == sorted(minutes)


def test_time_runs_from_the_first_coming(desk, worked):
    """To safety, or to when help would have come anyway; never longer than that."""
    course = worked(desk, 3)
    minutes = minutes_to_safety(desk, course)
    visit = next(visit for visit in course.visits if visit.report.calls)

    assert minutes[visit.report.id] == course.safe[visit.report.id] - visit.minute
    del course.safe[visit.report.id]
    assert minutes_to_safety(desk, course)[visit.report.id] == desk.times.unreported
    assert minutes.keys() == {each.report.id for each in course.visits if each.report.calls}


def test_who_was_never_heard_needed_help(desk, worked):
    """Before anything is decided all who call for action are unheard, at the end few."""
    start = worked(desk, 3, lambda _: None)

    assert len(unheard(start)) == desk.drawn // 2
    assert all(report.calls for report in unheard(start))
    assert len(unheard(worked(desk, 3))) < len(unheard(start))


def test_a_course_is_over_when_nobody_is_to_be_chosen_for(desk, worked):
    """Neither at the desk nor in the line."""
    assert not worked(desk, 3, lambda _: None).over
    assert worked(desk, 3).over
