"""A report is plain data that every host draws."""

from typing import get_args

from tppo_kit.activities.blocks import Block
from tppo_kit.reports.report import ReportBlock


def test_all_that_a_report_holds_a_page_can_draw():
    """Its blocks are some of those of a view, and none of them asks anything."""
    held = set(get_args(ReportBlock))

    assert held <= set(get_args(Block))
    assert not {block.__name__ for block in held} & {"Options", "Steppers", "Paper"}
