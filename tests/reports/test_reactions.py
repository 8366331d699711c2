"""Answers to a survey are counted only where nobody can be found among them."""

import pytest
from looking import prose, rows, tables
from simulated import DATA

from tppo_kit.content.surveys import Survey
from tppo_kit.records import Event
from tppo_kit.reports.names import Names
from tppo_kit.reports.reactions import given, reactions_part, recommending
from tppo_kit.store.answers import Answered

SAFE = "How safe did you feel during this session?"
PACE = "How was the pace of this session?"


@pytest.fixture(scope="module")
def names():
    """Give the content in English."""
    return Names(DATA, "en")


@pytest.fixture(scope="module")
def survey(names):
    """Give the survey of the workshops."""
    return names.catalogue.get(Survey, "reaksi")


@pytest.fixture(scope="module")
def filled(survey):
    """Give a function from the answers to one question to finished surveys; others are skipped."""

    def answers(question, counts, fingerprint=None):
        found = []
        for value, times in counts.items():
            events = [Event("begin")]
            for each in survey.questions:
                own = each.id == question
                events.append(Event("answer", value) if own else Event("skip"))
            whole = Answered(
                "r", "survey:reaksi", fingerprint or survey.fingerprint(), 1, tuple(events)
            )
            found += [whole] * times
        return found

    return answers


def test_five_or_more_of_each_answer_are_told_one_by_one(names, filled):
    """Nobody at all may be told, too."""
    found = tables(reactions_part(filled("aman", {"3": 5, "4": 6, "5": 9}), names))

    table = rows(found[f"{SAFE} (20 people)"])
    assert list(table.values()) == [[0.0], [0.0], [5.0], [6.0], [9.0]]
    assert next(iter(table)) == "1: I did not feel safe"


def test_rare_points_of_a_scale_are_put_together(names, filled):
    """Two who felt unsafe stand among those below four."""
    found = tables(reactions_part(filled("aman", {"1": 2, "3": 4, "4": 6, "5": 9}), names))

    assert rows(found[f"{SAFE} (21 people)"]) == {"1 to 3": [6.0], "4 or 5": [15.0]}


def test_what_is_rare_even_then_is_not_told(names, filled):
    """Two of twenty who felt unsafe cannot be counted out."""
    part = reactions_part(filled("aman", {"1": 2, "4": 9, "5": 9}), names)

    assert tables(part) == {}
    assert f"{SAFE} (20 people): too few people gave each answer to show them." in prose(part)


def test_choices_hide_the_rare_one_and_what_would_tell_it(names, filled):
    """Three found it too slow; five who found it too fast are hidden with them."""
    found = tables(reactions_part(filled("tempo", {"lambat": 3, "pas": 20, "cepat": 5}), names))

    assert rows(found[f"{PACE} (28 people)"]) == {
        "Too slow": ["fewer than 5 people"],
        "Just right": [20.0],
        "Too fast": ["hidden: it would give away a small group"],
    }


def test_fewer_than_five_answers_are_a_sentence(names, filled):
    """The question is named, no number is."""
    part = reactions_part(filled("aman", {"5": 4}), names)

    assert tables(part) == {}
    assert f"{SAFE} fewer than 5 people." in prose(part)


def test_answers_to_an_older_edition_are_left_out_and_said_to_be(names, filled, survey):
    """Its questions may have been others."""
    older = filled("aman", {"5": 9}, fingerprint="0" * 12)
    part = reactions_part([*filled("aman", {"4": 5}), *older], names)

    assert given(older, survey)[1] == 9
    assert "Answers to an earlier edition of this survey are not shown." in prose(part)
    assert f"{SAFE} (5 people)" in tables(part)


def test_a_survey_that_is_gone_is_named(names):
    """Nothing else stops."""
    gone = Answered("r", "survey:hilang", "f" * 12, 1, ())

    assert prose(reactions_part([gone], names)) == [
        "The survey survey:hilang is no longer in the content."
    ]
    assert prose(reactions_part([], names)) == ["Nobody answered a survey in this session."]


def test_four_and_five_recommend(names, filled):
    """Three is neither; who skipped the question is not counted."""
    found = recommending(
        [*filled("sarankan", {"3": 2, "4": 3, "5": 4}), *filled("aman", {"1": 5})], names
    )

    assert (len(found), sum(found)) == (9, 7)
    assert recommending([], names) is None
