"""One report told afterwards, part by part."""

from dataclasses import replace

from tppo_kit.activities.report_desk.marks import careful
from tppo_kit.activities.report_desk.told import report_lines
from tppo_kit.language import shown
from tppo_kit.records import Rung


def marks_of(lines):
    """Return the marks of the parts that were done."""
    return [entry.mark for entry in lines.entries if entry.mark]


def test_a_careful_decision_is_right_in_every_part(activity, desk, worked):
    """Four ticks, and no remark on what to do instead."""
    course = worked(desk, 1)
    for number, visit in enumerate(course.visits, 1):
        lines = report_lines(activity, course, number, careful(desk, visit.report))

        assert marks_of(lines) == ["yes"] * 4
        assert shown(lines.title, "id").startswith("✓")


def test_a_wrong_part_says_what_a_careful_colleague_would_do(activity, desk, worked):
    """Only that part is marked, with the other way beside it."""
    course = worked(desk, 1)
    report = course.visits[0].report
    wrong = replace(careful(desk, report), question="bukti")
    lines = report_lines(activity, course, 1, wrong)
    (part,) = [entry for entry in lines.entries if entry.mark == "no"]

    assert activity.questions["bukti"].text in shown(part.text, "id")
    assert activity.questions[report.ask[0]].text in shown(part.remark, "id")


def test_a_step_over_the_line_is_not_good(activity, desk, worked):
    """The title carries a cross, and the right step."""
    course = worked(desk, 1)
    number, visit = next(
        (number, visit) for number, visit in enumerate(course.visits, 1) if not visit.report.calls
    )
    wrong = replace(careful(desk, visit.report), rung=Rung.URGENT, channels=frozenset({"polisi"}))
    title = shown(report_lines(activity, course, number, wrong).title, "id")

    assert title.startswith("✗")
    assert title.endswith(desk.urgencies[-1].text)


def test_who_was_not_heard_is_told_too(activity, desk, worked):
    """With a mark of its own, and what a careful colleague would have done."""
    lines = report_lines(activity, worked(desk, 1), 1, None)

    (own,) = [entry for entry in lines.entries if entry.mark == "no"]

    assert shown(lines.title, "id").startswith("○")
    assert shown(own.remark, "id").startswith("Rekan yang cermat: ")
