"""The marks on the cards: which bits each side carries, as plain data.

They are ArUco markers of the dictionary ARUCO_MIP_36h12 (Garrido-Jurado and others, "Generation
of fiducial marker dictionaries using mixed integer linear programming", Pattern Recognition 51,
2016): six by six bits inside a black frame one bit wide. Of its 250 markers the kit uses 81, taken
in their order so that any two, in any of the four rotations, differ in at least 12 bits, also a
marker from itself rotated; and in at least 10 bits when one of them is mirrored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.errors import KitError
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Rows and columns of bits inside the frame.
BITS = 6
#: The same with the black frame.
CELLS = BITS + 2
#: Bits that differ at least between two marks, in all rotations.
DISTANCE = 12
#: The same between a mark and the mirror image of a mark.
MIRRORED_DISTANCE = 10

#: The letters at the sides of the front, clockwise from the mark's own top.
SIDES = "ABCD"
#: What the back says, whichever side is up.
BACK = "E"
#: The numbers a card may have.
CARDS = range(1, 41)
#: Where the mark of the direction sign stands; its own top is up.
DIRECTION = 2 * len(CARDS)

# Row by row from the top left, 36 bits in nine digits each, a one is white: 40 fronts, 40 backs,
# the direction sign.
_CODES = """
    d2b63a09d 6001134e5 1206fbe72 ff8ad6cb4 85da9bc49 b461afe9c 6db51fe13 5248c541f 008f34503
    8ea462ece eac2be76d b48a49f27 2e4e1283b 78b1f2fa8 27d34f57e 89222fff1 4c1669406 bf49b3511
    dc191cd5d 11d7c3f85 16a130e35 428d8ae0c 2319cbc93 0424bccc9 2a081d630 762743d96 d0645bf19
    f38d7fd60 c6cbf9a10 3c1be7c65 276f75e63 4490a3f63 3cc68df59 b6d62ec21 22e56d408 aaa993f66
    4caa07c8d 5c9b4f7b0 aa9ef0e05 ac81f545e 735b91e74 8cc35cee4 f1d439eb5 a1a33ac96 174c62c02
    192d25e5f 1adbeccc8 d0b9dde7a 88dcef81e 445681cb9 dbb2ffc83 b72cc2e7d f49832704 9968edc29
    6ac44bfe2 645346615 3990bd598 1c9ed0f6a c26729d65 357adff3b 0d5c05565 640fd9e5f ce08bbcf7
    109bb343e 459752cf2 ec915b82c 2dda7dc97 8e80d9d80 891cbcf34 239551d34 82609b40c 688181d11
    718613c08 0f1ab7629 4c03b7a46 87d2adfa8 bf2e5dfda d88324da5 365e78ef9 03c39ddf3 388c6fe85
"""
MARKS = tuple(int(code, 16) for code in _CODES.split())


def checked(numbers: Iterable[int]) -> tuple[int, ...]:
    """Return the numbers of cards in order, each once.

    Raises:
        KitError: there is no card of that number.
    """
    kept = tuple(sorted(set(numbers)))
    if unknown := [number for number in kept if number not in CARDS]:
        sentence = say(
            "Cards are numbered 1 to {last}; {number} is none.", last=CARDS[-1], number=unknown[0]
        )
        raise KitError(sentence)
    return kept


def place(number: int, side: str) -> int:
    """Return where the mark of a card's ``"front"`` or ``"back"`` stands in ``MARKS``."""
    return number - 1 + (len(CARDS) if side == "back" else 0)


def rows(mark: int) -> tuple[str, ...]:
    """Return the six rows of a mark from the top, six digits each; ``1`` is white."""
    digits = f"{MARKS[mark]:0{BITS * BITS}b}"
    return tuple(digits[start : start + BITS] for start in range(0, BITS * BITS, BITS))
