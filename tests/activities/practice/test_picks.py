"""Picks: a round as one short line, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tppo_kit.activities.practice.picks import DRAWS, Pick, Trace, read, written

CARDS = ("T-REK-01", "T-REK-11", "T-KTR-03", "HUK-102", "LAP-01", "KOR-133")


@given(
    st.sampled_from(CARDS),
    st.sampled_from("+-?"),
    st.integers(0, 1295),
    st.integers(0, DRAWS - 1),
)
def test_a_pick_comes_back_as_it_was(card, side, source, draw):
    """Nothing of a card that was never met is lost."""
    pick = Pick(card, side, source, draw)

    assert read([written([pick])], CARDS) == (pick,)


@given(st.floats(0.001, 36_500), st.floats(1, 10), st.integers(0, 1295))
def test_a_trace_comes_back_nearly_as_it_was(stability, difficulty, elapsed):
    """Stability within a tenth of a percent or of a hundredth, difficulty within a hundredth."""
    pick = Pick("T-REK-01", "+", 3, 4, Trace(stability, difficulty, elapsed))
    (found,) = read([written([pick])], CARDS)

    assert found.trace.stability == pytest.approx(stability, rel=1e-3, abs=1e-3)
    assert found.trace.difficulty == pytest.approx(difficulty, abs=0.006)
    assert found.trace.elapsed == elapsed


def test_eight_of_the_longest_picks_fit_into_an_event():
    """With a place of twelve letters there is still room in two hundred characters."""
    pick = Pick("KOR-133", "?", 1295, DRAWS - 1, Trace(36_500.0, 10.0, 5000))

    assert len(f"{'x' * 12} {written([pick] * 8)}") <= 200


@pytest.mark.parametrize(
    "word",
    ["", "TREK01", "TREK99+00000", "TREK01*00000", "TREK01+0000", "TREK01+00000zz", "trek01+00000"],
)
def test_a_word_that_says_nothing_spoils_the_line(word):
    """Half of a round is no round."""
    assert read(["TREK01+00000", word], CARDS) is None


def test_no_words_are_no_picks():
    """An empty line is read, and holds nothing."""
    assert read([], CARDS) == ()
