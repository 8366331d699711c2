"""Counting: found, missed and too many, by message and by sign."""

from types import SimpleNamespace

import pytest

from tppo_kit.activities.marking import MessageState
from tppo_kit.activities.messages.tally import (
    Score,
    SignCount,
    is_treated_well,
    score,
    sign_counts,
)
from tppo_kit.content.pages import Passage
from tppo_kit.records import Rung


def message(*signs, truth=Rung.CONSULT):
    """Return a message with a line for each sign; ~ before it makes it a look-alike."""
    lines = []
    for number, name in enumerate(signs):
        line = {"id": f"p{number}", "text": "Baris.", "why": "Sebab."}
        if name.startswith("~"):
            line["resembles"] = name[1:]
        elif name:
            line["sign"] = name
        lines.append(Passage.model_validate(line))
    return SimpleNamespace(passages=lines, truth=truth, accepts=())


def answer(*marked, rung=Rung.CONSULT):
    """Return an answered message with some lines marked."""
    return MessageState(begun=True, marked=frozenset(marked), sealed=True, rung=rung)


MIXED = message("T-REK-02", "T-REK-02", "~T-REK-01", "")


def test_found_missed_and_too_many_are_counted():
    """A look-alike and a plain line that are marked are both too many."""
    assert score(MIXED, answer("p0", "p2", "p3")) == Score(1, 1, 2, right_step=True)


@pytest.mark.parametrize(
    ("marked", "rung", "points"),
    [
        (("p0", "p1"), Rung.CONSULT, 6),
        (("p0",), Rung.CONSULT, 5),
        (("p0", "p1", "p2"), Rung.CONSULT, 5),
        (("p2", "p3"), Rung.CONSULT, 3),
        (("p0", "p1"), Rung.URGENT, 3),
        (("p2", "p3"), Rung.URGENT, 0),
    ],
)
def test_missing_and_over_marking_cost_the_same(marked, rung, points):
    """Each costs one of the points for the lines; the step is worth as much as all lines."""
    assert score(MIXED, answer(*marked, rung=rung)).earned(3) == points


def test_counts_by_sign_give_recall_and_precision():
    """A sign is counted where it was there, and where only its look-alike was marked."""
    other = message("~T-REK-02", "T-DAR-03", "~T-REK-01", truth=Rung.INFORM)
    counts = sign_counts([MIXED, other], [answer("p0", "p1", "p3"), answer("p0")])

    assert counts == (SignCount("T-DAR-03", 1, 0, 0), SignCount("T-REK-02", 2, 2, 1))


@pytest.mark.parametrize(
    ("marked", "rung", "well"),
    [
        ((), Rung.NO_CONCERN, True),
        (("p0",), Rung.INFORM, True),
        (("p1",), Rung.INFORM, False),
        ((), Rung.CONSULT, False),
    ],
)
def test_a_harmless_message_is_treated_well_if_left_in_peace(marked, rung, well):
    """No line too many and nobody called; a weak sign that is there may be marked."""
    harmless = message("T-DAR-03", "~T-REK-01", "", truth=Rung.INFORM)

    assert is_treated_well(harmless, answer(*marked, rung=rung)) is well


def test_asking_first_alarms_nobody_where_it_is_right():
    """With a weak sign a check is accepted, and then the message is treated well."""
    slight = message("T-DAR-03", "~T-REK-01", "", truth=Rung.INFORM)
    slight.accepts = (Rung.CONSULT,)

    assert is_treated_well(slight, answer("p0", rung=Rung.CONSULT))
    assert not is_treated_well(slight, answer("p0", rung=Rung.REFER))
