"""The sheet of cards to print: two cards on A4, each back behind its own front.

Lengths are millimetres. The cards stand one above the other in the middle of the page, so a page
that is turned over its long edge brings every back behind its front without any new order.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tppo_kit.cards.marks import BACK, CELLS, DIRECTION, SIDES, checked, place, rows
from tppo_kit.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Template

#: Cards on a page.
PER_PAGE = 2
#: Edge of a card.
CARD = 140
#: Edge of a cell of the mark; the white margin around it leaves room for fingers.
CELL = 12.5
_MARGIN = (CARD - CELLS * CELL) / 2
_MIDDLE = CARD / 2

Side = Literal["front", "back"]


def card_svg(number: int, side: Side) -> str:
    """Return one side of a card as an SVG image of 140 by 140 mm.

    The letters stand small and grey at the four sides, each upright when its side is up. On the
    back they run the other way round, so that the person holding the card sees at the top what
    the front says.

    Raises:
        KitError: there is no card of that number.
    """
    checked([number])
    letters = SIDES if side == "front" else SIDES[0] + SIDES[:0:-1]
    corner = str(number) if side == "front" else f"{number} {BACK}"
    parts = [
        f'<text x="{_MIDDLE:g}" y="9" text-anchor="middle"'
        f' transform="rotate({90 * turn} {_MIDDLE:g} {_MIDDLE:g})">{letter}</text>'
        for turn, letter in enumerate(letters)
    ]
    parts.append(f'<text x="5" y="9">{corner}</text>')
    return _svg(place(number, side), "".join(parts))


def direction_svg() -> str:
    """Return the sign that tells where up is, for the wall, as an SVG image."""
    return _svg(DIRECTION, "")


def sheet_page(numbers: Iterable[int], language: str) -> str:
    """Return a whole HTML page that prints the cards, after the direction sign and the rules.

    Args:
        numbers: of the cards; each is printed once.
        language: of the sentences.

    Raises:
        KitError: there is no card of one of these numbers.
    """
    wanted = checked(numbers)
    pairs = [wanted[start : start + PER_PAGE] for start in range(0, len(wanted), PER_PAGE)]
    return _template(language).render(
        language=language, pairs=pairs, drawn=_drawn, direction=_safe(direction_svg())
    )


@cache
def _template(language: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = lambda text: translate(text, language)
    return environment.get_template("sheet.html")


def _drawn(number: int, side: Side) -> Markup:
    return _safe(card_svg(number, side))


def _safe(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - drawn from numbers and letters of this module alone


def _svg(mark: int, letters: str) -> str:
    # The frame is black, and white squares are laid upon it: no hairline shows between two blacks.
    edge = CELLS * CELL
    white = "".join(
        f"M{_MARGIN + (column + 1) * CELL:g} {_MARGIN + (line + 1) * CELL:g}"
        f"h{CELL:g}v{CELL:g}h-{CELL:g}z"
        for line, row in enumerate(rows(mark))
        for column, bit in enumerate(row)
        if bit == "1"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {CARD} {CARD}"'
        ' font-family="system-ui, Noto Sans, Arial, sans-serif" font-size="6.5" fill="#777"'
        ' shape-rendering="crispEdges">'
        f'<rect width="{CARD}" height="{CARD}" fill="#fff"/>'
        f'<rect x="{_MARGIN:g}" y="{_MARGIN:g}" width="{edge:g}" height="{edge:g}" fill="#000"/>'
        f'<path fill="#fff" d="{white}"/>{letters}</svg>'
    )
