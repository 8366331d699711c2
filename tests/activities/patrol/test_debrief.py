"""The comparison at the end."""

import random
from dataclasses import replace
from statistics import mean

import pytest

from tppo_kit.activities.blocks import FactBlock, Feedback, Lines, Sources, Table
from tppo_kit.activities.drawing import Drawing
from tppo_kit.activities.habits import Habit, play_habit
from tppo_kit.activities.patrol.plans import best, net_protection, nobody, protection
from tppo_kit.views.draw import draw_text


@pytest.fixture(scope="module")
def ended(harbour):
    """Give the end of a careful and of a suspicious game."""
    return {
        habit: play_habit(harbour, 1, habit, random.Random(1))[0]
        for habit in (Habit.BY_THE_BOOK, Habit.SUSPICIOUS)
    }


def test_own_plan_stands_beside_the_others(harbour, ended):
    """Bars compare own, best, timetable, even and hottest, the cost of checks where there is one."""
    careful, suspicious = (
        next(each for each in harbour.view(state).blocks if isinstance(each, Drawing))
        for state in ended.values()
    )
    most = round(protection(harbour.ground, best(harbour.ground)))

    assert len(careful.words) == 5
    assert len(suspicious.words) == 6
    assert careful.words[0].values["people"] == careful.words[1].values["people"] == most
    assert suspicious.words[1].values["people"] == 0


def test_harm_is_told_in_words_and_not_as_less_than_no_people(harbour, ended):
    """No minus people and no minus per cent: the sentence says that checks did harm."""
    told = {habit: draw_text(harbour.view(state), "id") for habit, state in ended.items()}
    sentence = "lebih banyak merugikan daripada menolong"

    assert sentence in told[Habit.SUSPICIOUS]
    assert sentence not in told[Habit.BY_THE_BOOK]
    rows = next(b for b in harbour.view(ended[Habit.SUSPICIOUS]).blocks if isinstance(b, Table))
    assert {row[3] for row in rows.rows} == {"0%"}


def test_the_debrief_has_all_its_parts(activity):
    """Path, lessons, innocent explanations, question, assumptions, facts and sources are there."""
    state, _ = play_habit(activity, 1, Habit.HASTY, random.Random(1))
    view = activity.view(state)
    text = draw_text(view, "id")
    lessons = activity.patrol.lessons

    for said in (lessons.careful, lessons.predictable, lessons.question, *lessons.innocent):
        assert " ".join(said.split()) in " ".join(text.split())
    assert lessons.stopping[:40] in text
    assert activity.patrol.presence.because[:40] in text
    assert [each.fact for each in view.blocks if isinstance(each, FactBlock)]
    assert next(each for each in view.blocks if isinstance(each, Sources)).sources
    assert len(next(each for each in view.blocks if isinstance(each, Table)).rows) == 6
    assert view.print_at == f"/print/own/patrol/{activity.patrol.id}"


def test_assumptions_name_every_post_with_its_numbers(activity):
    """Whoever doubts the result finds the number behind it."""
    state, _ = play_habit(activity, 1, Habit.SILENT, random.Random(1))
    *_, lines = [each for each in activity.view(state).blocks if isinstance(each, Lines)]
    said = " ".join(entry.text.render("id") for entry in lines.entries)

    assert lines.folded
    for name, post in zip(activity.names, activity.patrol.posts, strict=True):
        assert f"{name}: {post.approached} orang didekati" in said


def test_titles_follow_the_ending(harbour, ended):
    """A careful game ends well, a suspicious one poorly, and it is said what was wrong with it."""
    careful, suspicious = (
        next(each for each in harbour.view(state).blocks if isinstance(each, Feedback))
        for state in ended.values()
    )
    silent = play_habit(harbour, 1, Habit.SILENT, random.Random(1))[0]

    assert (careful.tone, suspicious.tone) == ("good", "poor")
    assert "harmless people" in suspicious.title.text
    assert "gaps" in harbour.view(silent).announce.text


def test_the_timetable_on_paper_holds_ten_days(harbour, ended):
    """The last plan as drawn, day by day, within what units can do; the same each time."""
    state = ended[Habit.BY_THE_BOOK]
    paper = harbour.paper(state)
    table = next(each for each in paper.blocks if isinstance(each, Table))

    assert len(table.rows) == 10
    assert all(row[1].count(";") < harbour.ground.units for row in table.rows)
    assert harbour.paper(state) == paper


def test_own_bars_are_means_over_the_rounds(harbour, ended):
    """Half the rounds by the best plan and half with nobody make half of the best plan's bar."""
    ideal, rounds = best(harbour.ground), harbour.patrol.rounds
    plans = (*[ideal] * (rounds // 2), *[nobody(harbour.ground)] * (rounds - rounds // 2))
    state = replace(ended[Habit.BY_THE_BOOK], history=plans)
    bars = next(each for each in harbour.view(state).blocks if isinstance(each, Drawing))
    half = protection(harbour.ground, ideal) / 2

    assert bars.words[0].values["people"] == round(half)
    checked = replace(state, history=tuple(replace(plan, checks=1) for plan in plans))
    words = next(each for each in harbour.view(checked).blocks if isinstance(each, Drawing)).words
    net = mean(net_protection(harbour.ground, plan) for plan in checked.history)
    assert words[1].values["people"] == round(net) > 0
