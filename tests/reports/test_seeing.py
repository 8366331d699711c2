"""The sentences about seeing, acting and being sure say what the numbers say."""

import pytest
from looking import prose, tables

from tppo_kit.learning.detection import Counts, detect
from tppo_kit.reports.seeing import safe_part, seeing_part, sureness_part


def lines(people, confidence=None):
    """Return decisions of people: each sees one of two calls, and over-calls one in four."""
    return [
        (f"s{number}", "after", right, signal, called, "test:a", confidence)
        for number in range(people)
        for right, signal, called in (
            (1, 1, 1),
            (0, 1, 0),
            (1, 0, 0),
            (1, 0, 0),
            (1, 0, 0),
            (0, 0, 1),
        )
    ]


def test_the_lead_tells_plain_shares_and_the_example_whole_people(decisions):
    """With rare cases most of those acted on are harmless, and the sentence says so."""
    told = prose(seeing_part(decisions(*lines(10))))

    assert told[0] == (
        "Test after, 10 people: of 100 calls for action 50 were seen, of 100 harmless cases 25 "
        "were taken too far."
    )
    corrected = detect(Counts(10, 20, 10, 40))
    wrong = round(990 * corrected.false_alarm_rate)
    assert f"5 of them would be seen, 5 missed, and {wrong} others troubled" in told[1]
    assert "of 100 people somebody acts on, 2 would need help" in told[1]


def test_safe_steps_and_harm_are_shares_of_all_decisions(decisions):
    """Four of six steps were safe; one of six troubled somebody harmless."""
    told = prose(safe_part(decisions(*lines(10))))[0]

    assert told.startswith("Test after, 10 people: of 100 steps 67 were safe")
    assert told.endswith("and 17 would have troubled somebody harmless.")


@pytest.mark.parametrize(
    ("confidence", "meaning"),
    [
        (90, "They were surer than they were right."),
        (50, "They were right more often than they thought."),
    ],
)
def test_sureness_is_held_against_being_right(decisions, confidence, meaning):
    """Four of six were right."""
    told = prose(sureness_part(decisions(*lines(10, confidence))))

    assert told[0].startswith(
        f"10 people said they were {confidence} of 100 sure on average, and were right in 67"
    )
    assert told[0].endswith(meaning)
    assert told[1].startswith("Brier score")


def test_where_the_interval_holds_nought_neither_is_said(decisions):
    """Some are surer than right, some are not."""
    mixed = [*lines(5, 90), *[("x" + line[0], *line[1:6], 50) for line in lines(5)]]

    assert prose(sureness_part(decisions(*mixed)))[0].endswith(
        "Whether they were surer than right cannot be told; the interval holds 0."
    )


@pytest.mark.parametrize("part", [seeing_part, safe_part, sureness_part])
def test_four_people_are_one_sentence(decisions, part):
    """No table, no picture."""
    found = part(decisions(*lines(4, 80)))

    assert len(found.blocks) == 1
    assert tables(found) == {}
