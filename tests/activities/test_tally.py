"""How a room voted, as plain data that takes its place among the blocks of a view."""

from dataclasses import FrozenInstanceError
from typing import get_args

import pytest

from tppo_kit.activities.blocks import Block, View
from tppo_kit.activities.habits import offered
from tppo_kit.activities.tally import Bar, Bars
from tppo_kit.language import say

BARS = Bars(say("How the room chose"), (say("Votes"),), (Bar("A. Wait", (3,)), Bar("B. Go", (0,))))


def test_bars_are_a_block_of_a_view():
    """A view may hold them, compares by them, and offers nothing to press by them."""
    assert Bars in get_args(Block)
    assert View("", (BARS,)) == View("", (Bars(BARS.title, BARS.rounds, BARS.bars),))
    assert offered(View("", (BARS,))) == []


def test_bars_cannot_be_changed():
    """What was counted for one screen is not changed for another."""
    for record, name in ((BARS, "bars"), (BARS.bars[0], "counts")):
        with pytest.raises(FrozenInstanceError):
            setattr(record, name, ())


def test_a_bar_is_nobodys_own_unless_said():
    """The wall marks none."""
    assert [bar.own for bar in BARS.bars] == [False, False]
