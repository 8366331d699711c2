"""The same shift worked by two people, in figures."""

from tppo_kit.activities.report_desk.compared import compared
from tppo_kit.activities.report_desk.marks import Decision, careful
from tppo_kit.language import shown
from tppo_kit.records import Rung


def figures(activity, desk, worked, decide, seed=2):
    """Return the table of somebody beside a careful colleague, as texts by row."""
    ways = []
    for way in (decide, lambda report: careful(desk, report)):
        course = worked(desk, seed, way)
        ways.append((course, {visit.report.id: way(visit.report) for visit in course.visits}))
    table = compared(activity, *ways)
    return {shown(row[0], "en"): [shown(cell, "id") for cell in row[1:]] for row in table.rows}


def test_a_careful_colleague_beside_a_careful_one(activity, desk, worked):
    """Both columns are equal, and nobody is hurt."""
    rows = figures(activity, desk, worked, lambda report: careful(desk, report))

    assert all(own == other for own, other in rows.values())
    assert rows["Heard, but missed"] == rows["Innocent people troubled"] == ["0", "0"]


def test_police_for_everybody_shows_who_paid(activity, desk, worked):
    """Every harmless report that was heard counts, none of the others."""
    police = frozenset({"polisi"})
    decide = lambda report: Decision(report.id, "", Rung.URGENT, police, frozenset())  # noqa: E731
    rows = figures(activity, desk, worked, decide)
    course = worked(desk, 2, decide)
    harmless = sum(not v.report.calls for v in course.visits if v.report.id in course.done)

    assert rows["Innocent people troubled"] == [str(harmless), "0"]
    assert rows["Reports heard"][0] == f"{len(course.done)} dari 10"


def test_without_anybody_in_danger_there_is_no_time_to_tell(activity, desk, worked):
    """A dash stands there."""
    seed = next(
        seed
        for seed in range(100)
        if not any(v.report.truth is Rung.URGENT for v in worked(desk, seed).visits)
    )
    rows = figures(activity, desk, worked, lambda report: careful(desk, report), seed)

    assert rows["Danger now: until safe, median"] == ["–", "–"]
