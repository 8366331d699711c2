"""Whether a comparison tips over when one assumption is at the end of its range."""

from dataclasses import replace

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.villages.robustness import robustness_lines, tipped


@pytest.fixture
def ended(activity, ready, walk):
    """Give the state after three years of care."""
    return replay(activity, 1, walk(*ready, "run=year", "run=year", "run=year", "finish"))


def test_each_assumption_is_tried_at_both_ends(activity, ended):
    """A folded line each after the one that says what is counted; the ends are the record's."""
    lines = robustness_lines(activity, ended)
    rows = lines.entries[1:]

    assert lines.folded
    assert [row.text for row in rows] == [each.name for each in activity.changeable]
    assert [(row.remark.values["least"], row.remark.values["most"]) for row in rows] == [
        (f"{each.least:g}", f"{each.most:g}") for each in activity.changeable
    ]


def test_where_an_assumption_is_already_at_its_end_nothing_is_changed(activity, ended):
    """The count is then that of the plan as it was played."""
    first = activity.changeable[0]
    lowest = replace(ended, assumed=(int(first.least), *ended.assumed[1:]))
    verdict = activity.rough_runs.verdict(activity.setting(lowest), lowest.played)
    better = int((verdict.other_burdens[0] > verdict.own_burden).sum())

    assert tipped(activity, lowest)[0].at_least == better


def test_doing_nothing_never_beats_doing_nothing(activity, ended):
    """Whatever is assumed."""
    nothing = replace(ended, played=(activity.planner.nothing,) * len(ended.played))

    assert {(row.at_least, row.at_most) for row in tipped(activity, nothing)} == {(0, 0)}
