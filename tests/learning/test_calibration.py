"""Confidence against truth, with worked examples."""

import json
from dataclasses import replace

import numpy as np
import pytest
from decision import DECISION
from hypothesis import given
from hypothesis import strategies as st

from tppo_kit.learning.calibration import Calibration, brier, calibration
from tppo_kit.learning.frame import frame
from tppo_kit.learning.suppression import Reason

FIRST, SECOND = json.loads(
    """[
 {"f":[0.9,0.9,0.8,0.7,0.6,0.4,0.3,0.2,0.1,0.9],"y":[1,1,1,0,1,0,0,1,0,0],"brier":0.242,
  "bar_y":0.5,"bss":0.032},
 {"f":"[0.9]*10+[0.7]*10+[0.3]*10+[0.1]*10",
  "y":"[1]*8+[0]*2+[1]*6+[0]*4+[1]*4+[0]*6+[1]*1+[0]*9","brier":0.19,"rel":0.0075,"res":0.066875,
  "unc":0.249375,"rata_f":0.5,"rata_y":0.475,"lebih_yakin":0.025}]"""
)
SAID = [0.9] * 10 + [0.7] * 10 + [0.3] * 10 + [0.1] * 10
TRUE = [1] * 8 + [0] * 2 + [1] * 6 + [0] * 4 + [1] * 4 + [0] * 6 + [1] * 1 + [0] * 9
ANSWERS = st.lists(
    st.tuples(st.sampled_from([0.5, 0.6, 0.7, 0.8, 0.9, 1.0]), st.booleans()), min_size=1
)
SURE = replace(DECISION, judgement=replace(DECISION.judgement, confidence=90))


def test_score_and_skill_of_the_first_vector():
    """Ten answers, half of them right."""
    found = brier(FIRST["f"], FIRST["y"])

    assert found.brier == pytest.approx(FIRST["brier"], abs=0.0005)
    assert found.right == FIRST["bar_y"]
    assert found.skill == pytest.approx(FIRST["bss"], abs=0.0005)


def test_parts_and_overconfidence_of_the_second_vector():
    """Forty answers in four groups of confidence."""
    found = brier(SAID, TRUE)

    assert found.answers == 40
    assert found.brier == pytest.approx(SECOND["brier"], abs=1e-9)
    assert found.reliability == pytest.approx(SECOND["rel"], abs=1e-9)
    assert found.resolution == pytest.approx(SECOND["res"], abs=1e-9)
    assert found.uncertainty == pytest.approx(SECOND["unc"], abs=1e-9)
    assert found.confidence == pytest.approx(SECOND["rata_f"])
    assert found.right == pytest.approx(SECOND["rata_y"])
    assert found.overconfidence == pytest.approx(SECOND["lebih_yakin"])


@given(ANSWERS)
def test_the_parts_add_up(answers):
    """Reliability less resolution plus uncertainty is the score, for any answers."""
    found = brier(*zip(*answers, strict=True))

    assert found.brier == pytest.approx(
        found.reliability - found.resolution + found.uncertainty, abs=1e-12
    )


@given(st.lists(st.booleans(), min_size=1))
def test_knowing_is_perfect_and_saying_fifty_is_a_quarter(right):
    """The two ends that everybody can place themselves between."""
    assert brier(right, right).brier == 0
    assert brier([0.5] * len(right), right).brier == 0.25


def test_where_all_is_right_there_is_no_skill_to_show():
    """Somebody who is always right cannot be compared with guessing how often."""
    assert brier([0.9] * 5, [True] * 5).skill is None


@pytest.mark.parametrize("said", [[], [90], [float("nan")], [-0.1]])
def test_what_is_no_confidence_is_refused(said):
    """Percent, nothing, or less than nothing give no score."""
    with pytest.raises(ValueError, match="confidence"):
        brier(said, [True] * len(said))


def test_people_are_scored_over_the_answers_they_were_sure_or_unsure_of():
    """Ninety percent is 0.9; answers without a confidence are passed over."""
    wrong = replace(SURE.judgement, correct=False, confidence=60)
    silent = replace(SURE.judgement, correct=False, confidence=None)
    rows = [replace(SURE, seat=f"s{number}") for number in range(5)]
    rows += [replace(SURE, seat="s1", judgement=each) for each in (wrong, silent)]
    found = calibration(frame(rows))

    assert found == Calibration(5, brier([0.9] * 5 + [0.6], [1] * 5 + [0]))
    assert found.score.brier == pytest.approx((5 * 0.01 + 0.36) / 6)


def test_four_people_get_the_reason():
    """However often they answered."""
    rows = [replace(SURE, seat=f"s{number % 4}") for number in range(40)]

    assert calibration(frame(rows)) is Reason.FEW_PEOPLE


def test_the_order_of_answers_is_nothing():
    """The same answers on another day give the same score."""
    order = np.random.default_rng(1).permutation(40)
    found = brier(np.array(SAID)[order], np.array(TRUE)[order])

    assert found.reliability == pytest.approx(brier(SAID, TRUE).reliability)
