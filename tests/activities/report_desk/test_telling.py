"""Times and happenings in words."""

import pytest

from tppo_kit.activities.report_desk.course import Happening, What
from tppo_kit.activities.report_desk.marks import Decision
from tppo_kit.activities.report_desk.telling import (
    asked,
    clock,
    duration,
    news,
    passed,
    told,
    urgency,
    written,
)
from tppo_kit.language import shown
from tppo_kit.records import Rung


@pytest.mark.parametrize(
    ("minute", "time"), [(0, "08.00"), (65.4, "09.05"), (959.6, "00.00"), (1_000, "00.40")]
)
def test_the_clock_starts_when_the_desk_opens(desk, minute, time):
    """It shows hours and minutes of the day."""
    assert clock(desk, minute) == time


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 menit"),
        (59.4, "59 menit"),
        (60, "1 jam 0 menit"),
        (150, "2 jam 30 menit"),
        (2_879, "47 jam 59 menit"),
        (7_200, "5 hari"),
    ],
)
def test_a_length_of_time_is_told_in_the_units_that_matter(minutes, words):
    """Minutes below an hour, days from two days on."""
    assert duration(minutes).render("id") == words


def test_a_decision_is_told_part_by_part(activity, desk):
    """Nothing chosen is told as nothing."""
    full = Decision("x", "lihat", Rung.REFER, frozenset({"sapa"}), frozenset({"jenis"}))
    empty = Decision("x", "", Rung.INFORM, frozenset(), frozenset())
    parts = (asked, passed, written)

    assert [shown(part(activity, full), "id") for part in parts] == [
        activity.questions["lihat"].text,
        activity.channels["sapa"].text,
        activity.lines["jenis"].text,
    ]
    assert {shown(part(activity, empty), "id") for part in parts} == {"tidak ada"}
    assert urgency(activity, empty) == desk.urgencies[-1].text


def test_the_desk_does_not_hear_of_those_who_stay_away(activity):
    """Nor is it told that somebody was served."""
    silent = {What.STAYED_AWAY, What.SERVED}
    heard = {
        what
        for what in What
        if told(activity, Happening(5.0, what, "bedeng-dipukul", "polisi")) is not None
    }

    assert heard == set(What) - silent


def test_news_is_what_came_after(activity, played):
    """In the order in which it happened."""
    course = activity.course(played()[0])
    told_all = news(activity, course, -1)
    late = news(activity, course, 300)

    assert told_all[-len(late) :] == late
    assert 0 < len(late) < len(told_all)


def test_who_gave_up_is_told_without_what_it_was_about(activity):
    """The desk never heard it; only the way in and the time are known."""
    report = activity.reports["bedeng-dipukul"]
    entry = told(activity, Happening(5.0, What.LEFT, report.id))

    assert report.title not in shown(entry.text, "id")
    assert shown(entry.text, "id") == "Pukul 08.05, lewat telepon"
