"""Pictures as plain data: simple shapes, and the same in words.

Every host draws them itself: as SVG on a page, as the words alone in a transcript.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tppo_kit.language import Message

#: What a label or a line in words says: content, or an interface text to translate.
Words = str | Message


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a drawing; ``style`` as in ``Drawing``."""

    x: float
    y: float
    width: float
    height: float
    style: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle of a drawing."""

    x: float
    y: float
    radius: float
    style: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; with the style ``closed`` the area inside."""

    points: tuple[tuple[float, float], ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A text in a drawing; ``anchor`` is the side at which it stands on x."""

    x: float
    y: float
    text: Words
    style: str = ""
    anchor: Literal["start", "middle", "end"] = "start"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture made of simple shapes, and the same in words.

    Drawn as wide as its place, at most 1.8 times its size; a width of 340 keeps a label of the
    usual 14 units readable on a phone. Styles, several divided by blanks: fills ``soft``,
    ``strong``, ``accent``, ``good``, ``mixed``, ``poor``, ``hatched``, ``crossed``, ``none``;
    lines ``quiet``, ``thick``, ``thin``, ``dashed``, ``dotted``, ``closed``; labels ``small``,
    ``bold``, ``quiet``, ``light`` (on a dark fill). Colour never carries the meaning alone.
    """

    title: Words
    width: int
    height: int
    shapes: tuple[Box | Dot | Stroke | Label, ...]
    words: tuple[Words, ...]
