"""Item analysis against the worked example of the didactics notes."""

import json
import math
from dataclasses import astuple, replace

import numpy as np
import pandas as pd
import pytest
from decision import DECISION
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.learning.frame import frame
from tppo_kit.learning.item_analysis import (
    Reliability,
    analysis,
    answers,
    choices,
    discrimination,
    point_biserial,
    reliability,
)
from tppo_kit.learning.suppression import Reason

VECTOR = json.loads(
    """{"matriks":[[1,1,1,1,1],[1,1,1,1,0],[1,1,1,0,1],[1,1,0,1,0],[1,0,1,0,0],[1,1,0,0,0],
    [0,1,0,0,0],[1,0,0,0,0],[0,0,0,0,1],[0,0,0,0,0]],
 "total":[5,4,4,3,2,2,1,1,1,0],"p":[0.7,0.6,0.4,0.3,0.3],"sum_pq":1.11,"mean":2.3,"var_pop":2.41,
 "var_sampel":2.677778,
 "kr20":0.674274,"kr20_keliru_var_sampel":0.731846,"alpha":0.674274,"kr21":0.605809,"sem":0.886002,
 "D27_3atas_3bawah":[0.666667,1.0,1.0,0.666667,0.333333],"D50":[0.6,0.4,0.8,0.6,0.2],
 "r_pb":[0.6888,0.6837,0.7626,0.7169,0.4358],
 "r_pb_terkoreksi":[0.4771,0.4504,0.5686,0.5175,0.1543]}"""
)
GIVEN = pd.DataFrame(VECTOR["matriks"], columns=list("abcde"))
FEW_ROWS = st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=5, max_size=25)
RIGHT = DECISION
WRONG = replace(RIGHT, judgement=replace(RIGHT.judgement, chosen="inform", correct=False))


def asked(seat, row, **changes):
    """Return the judgements of a person on questions of the same subject name and other kinds."""
    return [
        replace(
            RIGHT,
            seat=seat,
            judgement=replace(RIGHT.judgement, subject=name, correct=bool(value), **changes),
        )
        for name, value in row.items()
    ]


def test_the_test_as_a_whole_is_that_of_the_vector():
    """Mean, variance, both reliabilities and the error; the sample variance is a pitfall."""
    found = analysis(GIVEN)
    kr21 = 5 / 4 * (1 - found.mean * (5 - found.mean) / (5 * found.variance))

    assert (found.people, found.left_out) == (10, 0)
    assert found.mean == pytest.approx(VECTOR["mean"])
    assert found.variance == pytest.approx(VECTOR["var_pop"])
    assert found.reliability.kr20 == pytest.approx(VECTOR["kr20"], abs=1e-6)
    assert found.reliability.alpha == pytest.approx(VECTOR["alpha"], abs=1e-6)
    assert found.reliability.error == pytest.approx(VECTOR["sem"], abs=1e-6)
    assert found.reliability.kr20 != pytest.approx(VECTOR["kr20_keliru_var_sampel"], abs=0.01)
    assert kr21 == pytest.approx(VECTOR["kr21"], abs=1e-6)
    assert GIVEN.sum(axis=1).tolist() == VECTOR["total"]


def test_questions_are_those_of_the_vector():
    """Difficulty and both correlations, question by question."""
    items = analysis(GIVEN).items

    assert items["difficulty"].tolist() == pytest.approx(VECTOR["p"])
    assert items["point_biserial"].tolist() == pytest.approx(VECTOR["r_pb"], abs=0.0005)
    assert items["corrected"].tolist() == pytest.approx(VECTOR["r_pb_terkoreksi"], abs=0.0005)
    assert (items["difficulty"] * (1 - items["difficulty"])).sum() == pytest.approx(
        VECTOR["sum_pq"]
    )


def test_discrimination_is_that_of_the_vector():
    """Three of ten above and below, and halves; who is level stays in the order of the rows."""
    assert discrimination(GIVEN).tolist() == pytest.approx(VECTOR["D27_3atas_3bawah"], abs=1e-6)
    assert discrimination(GIVEN, 0.5).tolist() == pytest.approx(VECTOR["D50"])


def test_people_on_the_border_are_split_by_the_order_of_rows():
    """Two of three are level; the first of them makes the lower group less often."""
    level = pd.DataFrame({"a": [0, 1, 1], "b": [1, 0, 1]})

    assert discrimination(level).tolist() == [0.0, 1.0]
    assert discrimination(level.iloc[[1, 0, 2]]).tolist() == [1.0, 0.0]


def test_groups_of_fewer_than_five_have_no_discrimination():
    """Of eighteen people 27 percent are five, of sixteen they are four."""
    rows = [VECTOR["matriks"][number % 10] for number in range(18)]
    many, few = analysis(pd.DataFrame(rows)), analysis(pd.DataFrame(rows[:16]))

    assert many.items["discrimination"].notna().all()
    assert few.items["discrimination"].isna().all()
    assert few.items["difficulty"].notna().all()


@settings(deadline=None)
@given(FEW_ROWS)
def test_correlations_are_those_of_numpy_where_there_are_any(rows):
    """Point-biserial is Pearson's, with and without the question itself."""
    given_ = pd.DataFrame(rows)
    plain, corrected = point_biserial(given_), point_biserial(given_, corrected=True)
    for item in given_:
        column, total = given_[item], given_.sum(axis=1)
        for found, other in ((plain[item], total), (corrected[item], total - column)):
            if 1 in (len(set(column)), len(set(other))):
                assert math.isnan(found)
            else:
                assert found == pytest.approx(np.corrcoef(column, other)[0, 1], abs=1e-9)


@settings(deadline=None)
@given(FEW_ROWS)
def test_alpha_is_kr20_and_never_above_one(rows):
    """For right and wrong the two are one figure."""
    found = reliability(pd.DataFrame(rows))
    if len({sum(row) for row in rows}) == 1:
        assert found is Reason.NO_SPREAD
    else:
        assert found.alpha == pytest.approx(found.kr20, abs=1e-9)
        assert found.kr20 <= 1 + 1e-9


def test_questions_that_all_ask_the_same_are_perfectly_reliable():
    """Whoever knows one knows all: no error of measurement."""
    found = reliability(pd.DataFrame([[number % 2] * 4 for number in range(10)]))

    assert found == Reliability(pytest.approx(1), pytest.approx(1), pytest.approx(0, abs=1e-6))


def test_what_is_too_small_gets_its_reason():
    """Four people, one question, or a test that tells nobody apart."""
    assert analysis(GIVEN.head(4)) is Reason.FEW_PEOPLE
    assert analysis(GIVEN.iloc[:, :0]) is Reason.FEW_PEOPLE
    assert analysis(GIVEN[["a"]]).reliability is Reason.FEW_ITEMS
    assert analysis(pd.DataFrame([[1, 0], [0, 1]] * 5)).reliability is Reason.NO_SPREAD


def test_people_who_left_a_question_out_are_left_out():
    """They are counted, but not among the people of the analysis."""
    given_ = GIVEN.astype(float)
    given_.iloc[0, 0] = np.nan
    found = analysis(given_)

    assert (found.people, found.left_out) == (9, 1)
    assert found.items["difficulty"].tolist() == pytest.approx([6 / 9, 5 / 9, 3 / 9, 2 / 9, 2 / 9])


def test_answers_are_a_row_for_each_person_and_a_column_for_each_question():
    """Kinds with the same subject are other questions, and so is an edited text."""
    rows = [
        *asked("s2", {"paket": 1, "kapal": 0}),
        *asked("s1", {"paket": 0}),
        *asked("s1", {"paket": 1}, kind="card"),
        *asked("s1", {"paket": 1}, fingerprint="f2"),
    ]
    found = answers(frame(rows))

    assert found.index.tolist() == ["s1", "s2"]
    assert found.columns.tolist() == [
        ("card:paket", "f1"),
        ("vignette:kapal", "f1"),
        ("vignette:paket", "f1"),
        ("vignette:paket", "f2"),
    ]
    assert found.fillna(-1).to_numpy().tolist() == [[1, -1, 0, 1], [-1, 0, 1, -1]]


def test_of_two_answers_of_a_person_the_earlier_counts():
    """Whoever sees a question again has had its answer."""
    later, earlier = replace(RIGHT, at=9.0, attempt="a2"), replace(WRONG, at=1.0)

    assert answers(frame([later, earlier])).to_numpy().tolist() == [[0.0]]


@settings(deadline=None)
@given(FEW_ROWS)
def test_answers_of_a_class_give_the_analysis_of_its_table(rows):
    """From judgements to figures nothing is lost on the way."""
    names = ["a", "b", "c", "d"]
    judged = [
        each
        for number, row in enumerate(rows)
        for each in asked(f"s{number:02}", dict(zip(names, row, strict=True)))
    ]
    found, expected = analysis(answers(frame(judged))), analysis(pd.DataFrame(rows))

    assert found.items.to_numpy() == pytest.approx(expected.items.to_numpy(), nan_ok=True)
    if isinstance(found.reliability, Reason):
        assert found.reliability is expected.reliability
    else:
        assert astuple(found.reliability) == pytest.approx(astuple(expected.reliability))


def test_choices_are_counted_by_people():
    """Four of six took the right one; somebody who answered twice took both."""
    rows = [replace(RIGHT, seat=f"s{number}") for number in range(4)]
    rows += [replace(WRONG, seat=f"s{number}") for number in (3, 4, 5)]
    found = choices(frame(rows)).droplevel("fingerprint")

    assert found.loc[("vignette:paket", "refer")].tolist() == [4, pytest.approx(4 / 6), 6, True]
    assert found.loc[("vignette:paket", "inform")].tolist() == [3, pytest.approx(3 / 6), 6, False]


def test_choices_of_four_people_have_no_share():
    """The counts are there for who must hide them."""
    found = choices(frame([replace(RIGHT, seat=f"s{number}") for number in range(4)]))

    assert found["share"].isna().all()
    assert found["people"].tolist() == [4]


def test_an_empty_table_has_no_questions():
    """Nobody answered, so nobody is analysed."""
    assert analysis(answers(frame([]))) is Reason.FEW_PEOPLE
    assert len(choices(frame([]))) == 0
