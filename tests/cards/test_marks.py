import itertools

import cv2
import numpy as np
import pytest

from tppo_kit.cards import marks
from tppo_kit.cards.reading import MISREAD_BITS
from tppo_kit.errors import KitError


@pytest.fixture(scope="module")
def squares():
    """Return the marks as 6 by 6 arrays of 0 and 1."""
    return [np.array([list(map(int, row)) for row in marks.rows(n)]) for n in range(81)]


def distance(one, other):
    """Return the bits that differ at least, over the four rotations."""
    return min(int((one != np.rot90(other, turn)).sum()) for turn in range(4))


def test_each_card_has_two_marks_and_the_sign_one_more():
    """Forty fronts, forty backs and the direction sign are all different."""
    places = [marks.place(n, side) for side in ("front", "back") for n in marks.CARDS]

    assert [*places, marks.DIRECTION] == list(range(81))
    assert len(set(marks.MARKS)) == len(marks.MARKS) == 81


def test_every_mark_stands_in_the_dictionary_of_opencv(squares):
    """The bits are those of ARUCO_MIP_36h12, in its order and not turned."""
    known = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_ARUCO_MIP_36h12)
    found = [known.identify(square.astype(np.uint8), 0.0) for square in squares]

    assert all(ok and turn == 0 for ok, _, turn in found)
    numbers = [number for _, number, _ in found]
    assert numbers == sorted(set(numbers))


def test_no_two_marks_are_near_each_other_in_any_rotation(squares):
    """Any two marks differ in twelve bits or more, however they are turned."""
    smallest = min(distance(a, b) for a, b in itertools.combinations(squares, 2))

    assert smallest == marks.DISTANCE


def test_no_mark_is_near_itself_turned(squares):
    """A mark turned by a quarter, which says another letter, differs in twelve bits or more."""
    smallest = min(
        int((square != np.rot90(square, turn)).sum()) for square in squares for turn in (1, 2, 3)
    )

    assert smallest >= marks.DISTANCE


def test_no_mirrored_mark_is_near_a_mark(squares):
    """A mirrored photo shows nothing that could pass for a mark."""
    smallest = min(distance(a, np.fliplr(b)) for a, b in itertools.product(squares, squares))

    assert smallest == marks.MIRRORED_DISTANCE


def test_the_bits_forgiven_leave_a_wide_gap():
    """What is forgiven on both sides does not nearly fill the distance between two marks."""
    assert 3 * MISREAD_BITS < marks.MIRRORED_DISTANCE < marks.DISTANCE


def test_numbers_come_back_in_order_each_once():
    """Numbers of cards are sorted, and a repeated one counts once."""
    assert marks.checked([7, 3, 7]) == (3, 7)


@pytest.mark.parametrize("number", [0, 41, -1])
def test_a_number_without_a_card_is_refused(number):
    """The sentence names the number and how far the cards go."""
    with pytest.raises(KitError, match=f"1 to 40; {number} is none"):
        marks.checked([3, number])
