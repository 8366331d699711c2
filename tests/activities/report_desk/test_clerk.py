"""Whom a careful colleague calls when several wait."""

import pytest

from tppo_kit.activities.report_desk.clerk import careful_clerk, soonest_to_leave
from tppo_kit.activities.report_desk.course import Waiting, What
from tppo_kit.activities.report_desk.marks import careful
from tppo_kit.activities.report_desk.plan import draw_plan


def happened(course, what):
    """Return the reports to which something happened."""
    return [each.report for each in course.happenings if each.what is what]


def test_a_careful_colleague_calls_who_would_leave_first(desk, worked):
    """The telephone before the chat, unless that has waited its time; so fewer give up."""
    left = {"careful": 0, "first": 0}
    for seed in range(80):
        left["careful"] += len(happened(worked(desk, seed), What.LEFT))
        left["first"] += len(happened(worked(desk, seed, pick=lambda *_: 0), What.LEFT))

    assert left["careful"] < left["first"]


@pytest.mark.parametrize(("waited", "place"), [(0, 1), (60, 0)])
def test_patience_left_decides_who_is_called(desk, waited, place):
    """A chat usually waits 80 minutes, a call 25: after an hour the chat comes first."""
    visits = draw_plan(desk, 1).visits
    chat = next(v for s in range(50) for v in draw_plan(desk, s).visits if v.report.way == "chat")
    phone = next(visit for visit in visits if visit.report.way == "phone")
    line = [Waiting(chat, 100 - waited, None), Waiting(phone, 100, None)]

    assert soonest_to_leave(desk, line, 100) == place


def test_a_careful_clerk_decides_as_a_careful_colleague(desk):
    """For every report."""
    clerk = careful_clerk(desk)

    assert all(clerk.decide(report) == careful(desk, report) for report in desk.reports)
