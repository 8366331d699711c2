"""The own plan beside the others: the same figures on screen, folded and on paper."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.villages.compared import (
    all_plans,
    beside_nothing,
    difference,
    other_plans,
)
from tppo_kit.language import shown


@pytest.fixture
def verdict(activity, ready, walk):
    """Give the verdict on three years of care."""
    ended = replay(activity, 1, walk(*ready, "run=year", "run=year", "run=year", "finish"))
    return activity.runs.verdict(activity.setting(ended), ended.played)


def test_the_screen_and_the_paper_show_the_same_figures(activity, verdict):
    """The columns of the one are the first two rows of the other."""
    screen = list(zip(*(row[1:] for row in beside_nothing(verdict).rows), strict=True))
    paper = [row[1:] for row in all_plans(activity, verdict).rows]

    assert screen == paper[:2]


def test_every_plan_is_told_with_its_figures(activity, game, verdict):
    """Folded, in the words of the record, with the figures of the paper."""
    lines = other_plans(activity, verdict)
    paper = {row[0]: row[1:] for row in all_plans(activity, verdict).rows[1:]}

    assert lines.folded
    assert [entry.text for entry in lines.entries] == [plan.name for plan in game.plans]
    for entry, plan in zip(lines.entries, game.plans, strict=True):
        told = shown(entry.remark, "id")
        assert told.startswith(plan.says)
        assert all(figure in told for figure in paper[plan.name])


def test_the_difference_counts_worlds(activity, verdict):
    """Never more than there are, and its mean lies between its ends."""
    values = difference(verdict).values

    assert 0 <= values["better"] <= values["worlds"] == activity.runs.size.worlds
    assert values["low"] <= values["mean"] <= values["high"]
