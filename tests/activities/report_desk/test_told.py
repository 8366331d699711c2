"""One report told afterwards, part by part."""

from dataclasses import replace

import pytest

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


def part_of(activity, desk, worked, name, question):
    """Return the entries on a careful decision, but with another question."""
    for seed in range(50):
        course = worked(desk, seed)
        for number, visit in enumerate(course.visits, 1):
            if visit.report.id == name:
                decision = replace(careful(desk, visit.report), question=question)
                return report_lines(activity, course, number, decision)
    raise AssertionError(name)


def test_a_safe_question_is_never_told_as_a_fault(activity, desk, worked):
    """Safety first is ticked, another safe one left open; both name the more telling one."""
    for question, mark in (("aman", "yes"), ("hubungi", "open")):
        lines = part_of(activity, desk, worked, "gembok-minta-tolong", question)
        entry = next(each for each in lines.entries if each.mark)

        assert entry.mark == mark
        assert activity.questions["lihat"].text in shown(entry.remark, "id")
        assert shown(lines.title, "id").startswith("✓")


def test_passing_on_before_consent_is_told(activity, desk, worked):
    """The right step without it carries a cross, and the way to mend it."""
    lines = part_of(activity, desk, worked, "tetangga-ktp-dipegang", "aman")
    (step,) = [entry for entry in lines.entries if entry.mark == "no"]

    assert shown(lines.title, "id").startswith("✗")
    assert "setuju" in shown(step.remark, "id")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tetangga-ktp-dipegang", "mau dibantu"),
        ("murid-tak-boleh-pulang", "anak"),
        ("kabar-diputus", "bahaya"),
    ],
)
def test_why_somebody_may_be_passed_on_is_said(activity, desk, worked, name, words):
    """Because the person agreed, is a child, or is in danger."""
    lines = part_of(activity, desk, worked, name, "lihat")
    texts = [shown(entry.text, "id") for entry in lines.entries]
    (consent,) = [text for text in texts if text.startswith("Izin: ")]

    assert words in consent


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
