"""Reading answer cards from a photo: a letter is sure or it is not told.

The marks are found by OpenCV's ArUco detector. A mark counts with at most two bits misread, while
two marks differ in twelve, so a wrong one would need ten misread bits. The photo is tried several
times, as it is and after mending its contrast and its sharpness; every sighting of a card must
say the same.
"""

from __future__ import annotations

import io
import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tppo_kit.cards.marks import BACK, BITS, CARDS, DIRECTION, MARKS, SIDES, checked, rows
from tppo_kit.errors import KitError
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from tppo_kit.language import Message

    Grey = NDArray[np.uint8]
    #: Place in ``MARKS``; four corners (x right, y down) clockwise from the mark's own top left.
    Mark = tuple[int, NDArray[np.float32]]

#: Bytes of a photo, and its pixels, that are taken at most.
MOST_BYTES = 32 * 2**20
MOST_PIXELS = 64 * 10**6
#: Photos with more pixels are decoded at half their size.
MANY_PIXELS = 20 * 10**6
#: Misread bits of a mark that are still taken.
MISREAD_BITS = 2
#: Degrees by which a card may lean; at 45 two letters would be equally near.
LEAN = 28
#: Beyond these a mark is seen too nearly edge-on to tell its lean: degrees by which its axes are
#: away from a right angle, and its shortest edge against its longest.
APART = 24
FLATTEST = 0.5
#: Mean brightness of 255 below which a photo is called dark; and the sharpness (variance of its
#: Laplacian) below which it is called blurred.
DARK = 35
BLURRED = 15


@dataclass(frozen=True, slots=True)
class Reading:
    """What one photo, or several together, tell.

    Attributes:
        letters: what each card surely says.
        missed: numbers of cards handed out that were not seen.
        doubtful: numbers of cards seen with two letters, leaning too far to tell which letter is
            up, or never handed out.
        hint: what to do better, where a photo shows no card at all.
    """

    letters: Mapping[int, str]
    missed: tuple[int, ...]
    doubtful: tuple[int, ...]
    hint: Message | None = None


def read_cards(photo: bytes, handed_out: Collection[int]) -> Reading:
    """Return what the cards in a photo say.

    Args:
        photo: a JPEG or PNG file; a rotation noted in it is honoured.
        handed_out: numbers of the cards that are in the room.

    Raises:
        KitError: OpenCV is missing, the file is no photo, too large or mirrored, the direction
            sign leans too far, or there is no card of a number handed out.
    """
    wanted = checked(handed_out)
    grey = _grey(photo)
    detector = _detector()
    marks: list[Mark] = []
    for picture in _versions(grey):
        marks += _found(detector, picture)
        if {_card(mark)[0] for mark, _ in marks} >= set(wanted):
            break
    seen = _sightings(marks)
    if not marks and _found(detector, _mirrored(grey)):
        raise KitError(say("This picture is mirrored. Turn mirroring off in the camera."))
    return _judged(seen, wanted, None if seen else _hint(grey))


def merge(readings: Iterable[Reading]) -> Reading:
    """Return what several photos of the same question tell together.

    A card is doubtful when one photo doubts it or two photos tell different letters, and missed
    when no photo shows it.
    """
    taken = list(readings)
    seen: dict[int, set[str]] = {}
    for reading in taken:
        for number, letter in reading.letters.items():
            seen.setdefault(number, set()).add(letter)
        for number in reading.doubtful:
            seen.setdefault(number, set()).add("")
    wanted = {number for reading in taken for number in (*reading.missed, *reading.letters)}
    hints = [reading.hint for reading in taken if reading.hint]
    return _judged(seen, wanted, hints[0] if hints and not seen else None)


def _judged(
    seen: Mapping[int, Collection[str]], wanted: Collection[int], hint: Message | None
) -> Reading:
    """Return the reading; an empty letter among those seen stands for doubt."""
    sure = {
        number: next(iter(letters))
        for number, letters in sorted(seen.items())
        if number in wanted and len(letters) == 1 and "" not in letters
    }
    missed = tuple(sorted(set(wanted) - seen.keys()))
    return Reading(sure, missed, tuple(sorted(seen.keys() - sure.keys())), hint)


def _sightings(marks: Collection[Mark]) -> dict[int, set[str]]:
    """Return for each card seen its letters, empty where it leans too far to tell."""
    signs = {_quarter(corners) for mark, corners in marks if mark == DIRECTION}
    if len(signs) > 1 or None in signs:
        raise KitError(say("The direction sign leans too far. Hang it upright and try again."))
    up = signs.pop() if signs else 0
    seen: dict[int, set[str]] = {}
    for mark, corners in marks:
        number, back = _card(mark)
        if not number:
            continue
        quarter = _quarter(corners)
        side = "" if quarter is None or up is None else SIDES[(up - quarter) % len(SIDES)]
        seen.setdefault(number, set()).add(BACK if back else side)
    return seen


def _card(mark: int) -> tuple[int, bool]:
    """Return the number of the card and whether this is its back; 0 is the direction sign."""
    if mark == DIRECTION:
        return 0, False
    return mark % len(CARDS) + 1, mark >= len(CARDS)


def _quarter(corners: NDArray[np.float32]) -> int | None:
    """Return the quarter turns, clockwise, from the top of the photo to that of the mark.

    None where it is not clear: leaning more than ``LEAN`` degrees, or seen nearly edge-on.
    Perspective turns the two axes of the mark apart, one to the left and one to the right; halfway
    between them lies how the card is held.
    """
    top_left, top_right, bottom_right, bottom_left = corners
    edges = [math.dist(corners[side], corners[side - 1]) for side in range(4)]
    right_x, right_y = top_right + bottom_right - top_left - bottom_left
    down_x, down_y = bottom_left + bottom_right - top_left - top_right
    across, down = math.atan2(right_y, right_x), math.atan2(-down_x, down_y)
    apart = math.degrees(math.remainder(down - across, math.tau))
    turn = math.degrees(across) + apart / 2
    quarter = round(turn / 90)
    flat = min(edges) < FLATTEST * max(edges) or abs(apart) > APART
    return None if flat or abs(turn - 90 * quarter) > LEAN else quarter % 4


def _grey(photo: bytes) -> Grey:
    """Return the photo as brightness, upright as its file says, in a size that is safe to handle."""
    cv2 = _opencv()
    import numpy as np  # noqa: PLC0415 - comes with OpenCV

    pixels = _pixels(photo)
    half = pixels > MANY_PIXELS
    how = cv2.IMREAD_REDUCED_GRAYSCALE_2 if half else cv2.IMREAD_GRAYSCALE
    try:
        grey: Grey | None = cv2.imdecode(np.frombuffer(photo, np.uint8), how)
    except cv2.error:
        grey = None
    if grey is None:
        raise KitError(_NO_PHOTO)
    return grey


_NO_PHOTO = say("This file is no photo that can be opened. Send a JPEG or PNG picture.")
_TOO_LARGE = say("This photo is too large. Take it with fewer megapixels; 12 are plenty.")


def _pixels(photo: bytes) -> int:
    """Return how many pixels the header of a file promises, without decoding it."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only here

    if len(photo) > MOST_BYTES:
        raise KitError(_TOO_LARGE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(photo), formats=("JPEG", "PNG")) as picture:
                width, height = picture.size
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise KitError(_TOO_LARGE) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise KitError(_NO_PHOTO) from None
    if width * height > MOST_PIXELS:
        raise KitError(_TOO_LARGE)
    return width * height


def _opencv() -> Any:  # noqa: ANN401 - a module that may be missing
    try:
        import cv2  # noqa: PLC0415 - an extra; the kit works without it
    except ImportError:
        raise KitError(
            say(
                "Reading cards needs OpenCV, which is not installed. While there is internet, "
                "run: python3 kit.py cards. Until then, count hands."
            )
        ) from None
    return cv2


def _detector() -> Any:  # noqa: ANN401 - OpenCV's own
    """Return a detector that knows the marks of the kit and no others."""
    cv2 = _opencv()
    import numpy as np  # noqa: PLC0415 - comes with OpenCV

    bits = [
        np.array([[int(bit) for bit in row] for row in rows(n)], np.uint8)
        for n in range(len(MARKS))
    ]
    known = np.concatenate([cv2.aruco.Dictionary.getByteListFromBits(each) for each in bits])
    how = cv2.aruco.DetectorParameters()
    how.errorCorrectionRate = 1.0
    how.adaptiveThreshWinSizeMax = 33
    how.minMarkerPerimeterRate = 0.02
    # A thumb over the frame dents its outline: a rough one will do, the bits decide.
    how.polygonalApproxAccuracyRate = 0.08
    how.maxErroneousBitsInBorderRate = 0.2
    how.perspectiveRemovePixelPerCell = 8
    how.perspectiveRemoveIgnoredMarginPerCell = 0.25
    how.minOtsuStdDev = 3.0
    return cv2.aruco.ArucoDetector(cv2.aruco.Dictionary(known, BITS, MISREAD_BITS), how)


def _found(detector: Any, picture: Grey) -> list[Mark]:  # noqa: ANN401 - OpenCV's own
    corners, ids, _ = detector.detectMarkers(picture)
    if ids is None:
        return []
    return [(int(mark), each[0]) for mark, each in zip(ids.ravel(), corners, strict=True)]


def _versions(grey: Grey) -> Iterator[Grey]:
    """Give the photo as it is, with its grain smoothed and its contrast evened, and sharpened."""
    cv2 = _opencv()
    yield grey
    smooth = cv2.GaussianBlur(grey, (0, 0), 1)
    even = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(12, 12)).apply(smooth)
    yield even
    yield cv2.addWeighted(even, 4.0, cv2.GaussianBlur(even, (0, 0), 4), -3.0, 0)


def _mirrored(grey: Grey) -> Grey:
    mirrored: Grey = _opencv().flip(grey, 1)
    return mirrored


def _hint(grey: Grey) -> Message:
    """Return what to do better with a photo in which no card is found."""
    if grey.mean() < DARK:
        return say(
            "The photo is too dark. Put on the light, or stand with your back to the window."
        )
    if _opencv().Laplacian(grey, 6).var() < BLURRED:
        return say("The photo is blurred. Hold still, wait until it is sharp, and try again.")
    return say("No card was found. Go closer, and ask everyone to hold the card up.")
