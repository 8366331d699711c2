"""What phones and wall have in common: the question with its letters, results, and news."""

import pytest

from tppo_kit.activities.blocks import Options
from tppo_kit.language import LANGUAGES
from tppo_kit.sessions.room.playbook import question
from tppo_kit.sessions.room.showing import (
    MOST_NEWS,
    asked_now,
    bars,
    news_for,
    next_news,
    results_are_open,
)


def test_a_question_has_its_letters_and_the_view_no_buttons(case):
    """In both languages: A is the first choice, and nothing on the wall can be pressed."""
    for language in LANGUAGES:
        asked = asked_now(case.playbook, case.stage, language)
        group = question(case.playbook.view(case.stage, language))

        assert [each.letter for each in asked.choices] == list("ABCDEFGHIJ"[: len(group.options)])
        assert [each.choice for each in asked.choices] == case.choices()
        assert [each.text for each in asked.choices] == [option.label for option in group.options]
        assert asked.legend == group.legend
        assert not any(isinstance(block, Options) for block in asked.view.blocks)


def test_a_cover_asks_nothing(room):
    """Where there is one button only nobody votes."""
    room.do("stage=together - quiz:kasus-a-1")
    asked = asked_now(room.playbook, room.stage, "id")

    assert (asked.choices, asked.group) == ((), None)
    assert bars(room.stage, asked.choices) is None


@pytest.mark.parametrize(
    ("way", "live", "seen"),
    [
        ("together", "off", [False, False, True, True, False, True]),
        ("together", "on", [False, True, True, True, True, True]),
        ("discuss", "off", [False, False, False, False, False, True]),
        ("discuss", "on", [False, True, False, False, True, True]),
    ],
)
def test_results_are_open_when_they_mislead_nobody(room, way, live, seen):
    """Closed while people choose, unless shown live; hidden between the votes of a discussion."""
    room.do(f"live={live}", f"stage={way} - quiz:kasus-a-1", "take=begin=")
    found = [results_are_open(room.state, room.stage)]
    for press in ("open=", "close=", "talk=", "open=", "close="):
        room.do(press)
        found.append(results_are_open(room.state, room.stage))

    assert found == seen


def test_bars_show_all_rounds_side_by_side(case):
    """One bar a choice, in the order of the letters; nobody is nought; one's own is marked."""
    case.do("open=").vote("A", 0).vote("B", 0).do("close=", "open=").vote("A", 1).do("hands=B:3")
    asked = asked_now(case.playbook, case.stage, "id")

    shown = bars(case.stage, asked.choices, own=case.choices()[1])

    assert len(shown.rounds) == 2
    assert [bar.counts for bar in shown.bars][:2] == [(2, 0), (0, 4)]
    assert all(bar.counts == (0, 0) for bar in shown.bars[2:])
    assert [bar.own for bar in shown.bars][:2] == [False, True]


def told(room, now, **others):
    """Return the texts that have come."""
    return [each.text for each in news_for(room.state, now, **others)]


def test_news_goes_to_whom_it_is_for(room):
    """All, one table, one role; nobody else."""
    room.do("inject=all|a", "inject=table:2|b", "inject=role:desa|c")

    assert told(room, room.now) == ["a"]
    assert told(room, room.now, table=2) == ["a", "b"]
    assert told(room, room.now, table=1, roles=("desa", "ppa")) == ["a", "c"]


def test_the_latest_news_stays_by_when_it_came(room_of):
    """Prepared news that arrives after news typed by hand is the newer one."""
    room = room_of("lokakarya-petugas-420").do("block=15", at=10_000.0)
    for number in range(MOST_NEWS + 1):
        room.do(f"inject=all|typed {number}")
    late = room.programme.blocks[15].injects[1]

    before = told(room, 10_000.0 + 60 * late.after - 1)
    after = told(room, 10_000.0 + 60 * late.after)

    assert before == ["typed 1", "typed 2", "typed 3"]
    assert after == ["typed 2", "typed 3", late.text]


def test_the_next_news_is_known_beforehand(room_of):
    """So that phones are woken on time; in a pause nothing is due."""
    room = room_of("lokakarya-petugas-420").do("block=15", at=10_000.0)
    first, second, third = (
        10_000.0 + 60 * each.after for each in room.programme.blocks[15].injects
    )

    assert next_news(room.state, 10_000.0) == first
    assert next_news(room.state, first) == second
    assert next_news(room.state, third) is None
    assert next_news(room.do("pause=", at=10_001.0).state, 10_000.0) is None
