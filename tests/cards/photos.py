"""Rendering photos of people who hold up answer cards, for tests and benchmarks.

A pinhole camera looks into a cluttered hall; each card is held in its own cell of a grid, turned,
tilted and gripped by a hand. Grey pictures; everything follows from a seed.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from tppo_kit.cards.marks import BACK, CELLS, DIRECTION, SIDES, place, rows
from tppo_kit.cards.sheet import CARD, CELL

#: Pixels of a millimetre in the flat drawing of a card.
FINE = 4


@dataclass(frozen=True)
class Look:
    """How a photo is taken; lengths in pixels, angles in degrees, brightness from 0 to 255."""

    size: tuple[int, int] = (1600, 1200)
    mark: tuple[int, int] = (45, 110)
    tilt: float = 30.0
    lean: float = 20.0
    light: float = 1.0
    gradient: float = 0.0
    blur: float = 0.6
    shake: int = 0
    noise: float = 2.0
    quality: int = 88
    grip: float = 0.0
    clutter: int = 40
    shadows: int = 2


_HELD = Look(size=(1280, 960), grip=0.7)
#: The conditions of the test set.
LOOKS = {
    "bright": _HELD,
    "dim": replace(_HELD, light=0.2, gradient=0.5, noise=3),
    "nearly dark": replace(_HELD, light=0.08, noise=3),
    "out of focus": replace(_HELD, blur=2.2),
    "shaken": replace(_HELD, shake=9),
    "small": replace(_HELD, mark=(26, 40), clutter=80),
    "grainy": replace(_HELD, noise=16, quality=40),
    "all at once": replace(
        _HELD, mark=(40, 90), light=0.3, gradient=0.5, blur=1.4, shake=5, noise=5, quality=60
    ),
}


def flat(mark):
    """Return a card with one mark, seen straight on, as brightness."""
    paper = np.full((CARD * FINE, CARD * FINE), 250, np.uint8)
    start, cell = int((CARD - CELLS * CELL) / 2 * FINE), int(CELL * FINE)
    end = start + CELLS * cell
    paper[start:end, start:end] = 12
    for line, row in enumerate(rows(mark)):
        for column, bit in enumerate(row):
            if bit == "1":
                y, x = start + (line + 1) * cell, start + (column + 1) * cell
                paper[y : y + cell, x : x + cell] = 250
    for letter in SIDES:
        cv2.putText(paper, letter, (270, 36), cv2.FONT_HERSHEY_SIMPLEX, 1, 120, 2)
        paper = np.ascontiguousarray(np.rot90(paper))
    return paper


def held(number, letter):
    """Return the flat drawing of the side that tells a letter, and its clockwise quarter turns."""
    if letter == BACK:
        return flat(place(number, "back")), number % 4
    return flat(place(number, "front")), -SIDES.index(letter) % 4


def posed(degrees, yaw, pitch, edge):
    """Return the four corners of a card, clockwise, around its middle, with perspective.

    Args:
        degrees: clockwise in the plane of the photo.
        yaw: to the side.
        pitch: back or forth.
        edge: of the whole card, in pixels.
    """
    turn, side, nod = np.radians([degrees, yaw, pitch])
    spin = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    about_y = np.array(
        [[np.cos(side), 0, np.sin(side)], [0, 1, 0], [-np.sin(side), 0, np.cos(side)]]
    )
    about_x = np.array([[1, 0, 0], [0, np.cos(nod), -np.sin(nod)], [0, np.sin(nod), np.cos(nod)]])
    square = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]]) * edge / 2
    turned = square @ (about_y @ about_x @ spin).T
    distance = 18 * edge
    return (turned[:, :2] * distance / (distance + turned[:, 2:])).astype(np.float32)


def put(photo, paper, corners):
    """Lay a flat drawing into a photo, its corners at the given points, smoothly."""
    low = np.maximum(np.floor(corners.min(axis=0)).astype(int) - 2, 0)
    high = np.minimum(np.ceil(corners.max(axis=0)).astype(int) + 3, photo.shape[::-1])
    width, height = high - low
    longest = max(np.linalg.norm(corners[0] - corners[1]), np.linalg.norm(corners[1] - corners[2]))
    edge = int(min(paper.shape[0], 2 * longest))
    small = cv2.resize(paper, (edge, edge), interpolation=cv2.INTER_AREA)
    source = np.array([[0, 0], [edge, 0], [edge, edge], [0, edge]], np.float32) - 0.5
    matrix = cv2.getPerspectiveTransform(source, (corners - low).astype(np.float32))
    laid = cv2.warpPerspective(small, matrix, (int(width), int(height)))
    where = cv2.warpPerspective(np.full_like(small, 255), matrix, (int(width), int(height)))
    part = photo[low[1] : high[1], low[0] : high[0]]
    share = where.astype(np.float32) / 255
    part[:] = (share * laid + (1 - share) * part).astype(np.uint8)


def hall(chance, look):
    """Return a cluttered room: windows, tiles, writing, grids that look a little like marks."""
    width, height = look.size
    coarse = chance.integers(60, 190, (6, 8)).astype(np.uint8)
    photo = cv2.resize(coarse, look.size, interpolation=cv2.INTER_CUBIC)
    for _ in range(look.clutter):
        x, y = int(chance.integers(0, width)), int(chance.integers(0, height))
        edge, tone = int(chance.integers(20, 140)), int(chance.integers(10, 245))
        kind = chance.integers(0, 5)
        if kind == 0:
            cv2.rectangle(photo, (x, y), (x + edge, y + edge // 2), tone, -1)
        elif kind == 1:
            cv2.rectangle(photo, (x, y), (x + edge, y + edge), 15, max(2, edge // 9))
        elif kind == 2:
            cv2.ellipse(photo, (x, y), (edge // 2, edge), 0, 0, 360, tone, -1)
        elif kind == 3:
            cv2.putText(photo, "ABCD 5x5", (x, y), cv2.FONT_HERSHEY_DUPLEX, edge / 60, tone, 3)
        else:
            grid = np.full((8, 8), 15, np.uint8)
            grid[1:7, 1:7] = chance.choice([15, 235], (6, 6))
            decoy = cv2.copyMakeBorder(grid, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=235)
            big = cv2.resize(decoy, (400, 400), interpolation=cv2.INTER_NEAREST)
            corners = posed(chance.uniform(0, 360), *chance.uniform(-30, 30, 2), max(edge, 50))
            put(photo, big, corners + np.array([x, y], np.float32))
    return photo


def grip(photo, chance, middle, corners, *, on_mark):
    """Draw a thumb at an edge of the card: on the white margin, or over the frame of the mark."""
    side = int(chance.integers(0, 4))
    along = chance.uniform(0.3, 0.7)
    edge = corners[side] * along + corners[side - 1] * (1 - along)
    inward = chance.uniform(0.36, 0.5) if on_mark else 0.06
    tip = middle + edge * (1 - inward)
    root = middle + edge * 1.35
    thick = max(3, int(np.linalg.norm(corners[0] - corners[1]) * 0.12))
    skin = int(chance.integers(90, 190))
    cv2.line(photo, tip.astype(int).tolist(), root.astype(int).tolist(), skin, thick)


def taken(photo, chance, look):
    """Return what the camera makes of the scene: light, blur, shake and noise."""
    height, width = photo.shape
    scene = photo.astype(np.float32)
    if look.gradient:
        across = np.linspace(1, 1 - look.gradient, width, dtype=np.float32)
        scene *= across if chance.random() < 0.5 else across[::-1]
    for _ in range(look.shadows):
        band = np.zeros((height, width), np.uint8)
        x = int(chance.integers(0, width))
        slant = int(chance.integers(-width // 3, width // 3))
        cv2.line(band, (x, 0), (x + slant, height), 1, int(chance.integers(30, 160)))
        scene[band > 0] *= 0.5
    scene *= look.light
    if look.shake > 1:
        kernel = np.zeros((look.shake, look.shake), np.float32)
        angle = chance.uniform(0, np.pi)
        reach = np.array([np.cos(angle), np.sin(angle)]) * (look.shake - 1) / 2
        centre = (look.shake - 1) / 2
        ends = [(centre + sign * reach).round().astype(int).tolist() for sign in (-1, 1)]
        cv2.line(kernel, *ends, 1)
        scene = cv2.filter2D(scene, -1, kernel / kernel.sum())
    if look.blur:
        scene = cv2.GaussianBlur(scene, (0, 0), look.blur)
    scene += chance.normal(0, look.noise, (height, width)).astype(np.float32)
    return np.clip(scene, 0, 255).astype(np.uint8)


def jpeg(photo, quality=90):
    """Return a picture as a JPEG file."""
    done, data = cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return data.tobytes()


def scene(answers, look, seed, *, sign=False, covered=()):
    """Return the picture of people who hold up cards, as brightness.

    Args:
        answers: from number to letter; a letter may also be a number of degrees.
        look: how it is taken.
        seed: everything follows from it.
        sign: whether the direction sign hangs at the wall.
        covered: numbers of cards with a thumb over the frame of the mark.
    """
    chance = np.random.default_rng(seed)
    photo = hall(chance, look)
    width, height = look.size
    shown = [*answers, *([0] if sign else [])]
    columns = max(1, int(np.ceil(np.sqrt(len(shown) * width / height))))
    lines = int(np.ceil(len(shown) / columns))
    cells = chance.permutation(columns * lines)[: len(shown)]
    for number, cell in zip(shown, cells, strict=True):
        line, column = divmod(int(cell), columns)
        room = min(width / columns, height / lines)
        edge = chance.uniform(*look.mark) * CARD / (CELLS * CELL)
        edge = min(edge, room / 1.35)
        slack = (room - 1.3 * edge) / 2
        middle = np.array([(column + 0.5) * width / columns, (line + 0.5) * height / lines])
        middle += chance.uniform(-slack, slack, 2)
        yaw, pitch = chance.uniform(-look.tilt, look.tilt, 2)
        lean = chance.uniform(-look.lean, look.lean)
        if number == 0:
            paper, quarters, lean = flat(DIRECTION), 0, lean / 4
        elif isinstance(answers[number], str):
            paper, quarters = held(number, answers[number])
        else:
            (paper, quarters), lean = held(number, "A"), answers[number]
        corners = posed(90 * quarters + lean, yaw, pitch, edge)
        put(photo, paper, corners + middle.astype(np.float32))
        if number and (number in covered or chance.random() < look.grip):
            grip(photo, chance, middle, corners, on_mark=number in covered)
    return taken(photo, chance, look)


def photo_of_test_set(name, seed, cards=6):
    """Return one photo of the test set as a JPEG file, and what its cards say.

    One card in eight has a thumb over the frame of its mark.
    """
    seeds = [seed, list(LOOKS).index(name)]
    chance = np.random.default_rng(seeds)
    numbers = chance.choice(np.arange(1, 41), cards, replace=False).tolist()
    answers = {number: str(chance.choice(list(SIDES + BACK))) for number in numbers}
    covered = [number for number in numbers if chance.random() < 1 / 8]
    look = LOOKS[name]
    return jpeg(scene(answers, look, seeds, covered=covered), look.quality), answers


def hall_of_thirty(seed):
    """Return the photo of a hall in 12 megapixels as a JPEG file, and what its 30 cards say.

    They are tilted, dim and blurred; cards 11 and 23 have a thumb over the frame of their mark.
    """
    look = Look(
        size=(4000, 3000),
        mark=(42, 120),
        light=0.35,
        gradient=0.5,
        blur=1.6,
        shake=4,
        noise=4,
        quality=80,
        grip=0.8,
        clutter=150,
        shadows=4,
    )
    answers = {number: "ABCDE"[number * seed % 5] for number in range(1, 31)}
    picture = scene(answers, look, seed, sign=True, covered=(11, 23))
    return jpeg(picture, look.quality), answers
