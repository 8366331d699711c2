"""The picture of a round: for each message, squares for lines found, missed and too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.drawing import Box, Drawing, Label
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.messages.tally import Score

_WIDTH, _ROW, _LEFT, _SIDE, _GAP = 340, 30, 30, 18, 7
_STYLES = {"found": "strong", "missed": "none dashed", "over": "crossed"}


def picture(titles: Sequence[str], scores: Sequence[Score]) -> Drawing:
    """Return a row of squares for each message, with a legend, and the same in words."""
    shapes: list[Box | Label] = []
    words: list[Text] = []
    for number, (title, score) in enumerate(zip(titles, scores, strict=True), start=1):
        top = (number - 1) * _ROW + 6
        shapes.append(Label(0, top + 14, str(number), "bold"))
        shapes += _squares(score, top)
        words.append(
            say(
                "{number}. {title}: found {found}, missed {missed}, too many {over}.",
                number=number,
                title=title,
                found=score.found,
                missed=score.missed,
                over=score.over,
            )
        )
    height = len(scores) * _ROW + 12
    names = {"found": say("found"), "missed": say("missed"), "over": say("too many")}
    for place, (name, style) in enumerate(_STYLES.items()):
        left = place * 115.0
        shapes.append(Box(left, height, _SIDE, _SIDE, style))
        shapes.append(Label(left + _SIDE + 6, height + 14, names[name]))
    return Drawing(
        say("Line by line through the messages"),
        _WIDTH,
        height + _SIDE + 6,
        tuple(shapes),
        tuple(words),
    )


def _squares(score: Score, top: float) -> list[Box | Label]:
    counts = {"found": score.found, "missed": score.missed, "over": score.over}
    styles = [_STYLES[name] for name, number in counts.items() for _ in range(number)]
    if not styles:
        return [Label(_LEFT, top + 14, say("nothing to mark, nothing marked"), "quiet")]
    step = min(_SIDE + _GAP, (_WIDTH - _LEFT) / len(styles))
    return [
        Box(_LEFT + place * step, top, min(_SIDE, step - 2), _SIDE, style)
        for place, style in enumerate(styles)
    ]
