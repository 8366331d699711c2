"""Content in disguise: what gives an answer away replaced by marks, or by its opposite."""

import re

from tppo_kit.content.items import MatchItem, OrderItem, RungReasons, Vignette
from tppo_kit.records import Rung
from tppo_kit.views.draw import draw_html, draw_text


def marks(activity, state):
    """Return every mark in a view: its data, its HTML, its plain text, and the summary."""
    view = activity.view(state)
    shown = [repr(view), draw_html(view, "id"), draw_text(view, "en"), activity.summary()]
    return set(re.findall("§([^§]+)§", "".join(shown)))


def but(record, **values):
    """Return a copy of a record with other values."""
    return record.model_copy(update=values)


#: Where the parts of what is answered in turn stand.
PARTS = {"order": "steps", "match": "pairs"}


def turned(parts):
    """Return parts with the first at the end."""
    return [*parts[1:], parts[0]]


def marked_item(item):
    """Return an item whose explanations are marks."""
    if isinstance(item, Vignette):
        fields = RungReasons.model_fields
        why = but(item.why, **{field: f"§why {item.id}/{field}§" for field in fields})
        return but(item, why=why, harmless=f"§harmless {item.id}§")
    field = PARTS.get(item.kind, "options")
    parts = [but(part, why=f"§why {item.id}/{part.id}§") for part in getattr(item, field)]
    return but(item, **{field: parts})


def other_answer(item):
    """Return an item with another right answer and other explanations."""
    if isinstance(item, Vignette):
        truth = Rung.NO_CONCERN if item.truth.calls_for_action else Rung.URGENT
        return but(item, truth=truth, accepts=[], harmless="?", twin="x", form="A", signs=[])
    if isinstance(item, OrderItem):
        return but(item, steps=[but(step, why="?") for step in turned(item.steps)], from_=[])
    if isinstance(item, MatchItem):
        pairs = [
            but(other, left=pair.left, why="?")
            for pair, other in zip(item.pairs, turned(item.pairs), strict=True)
        ]
        return but(item, pairs=pairs, from_=[])
    count = len(item.options)
    options = [
        but(option, right=item.options[(place + 1) % count].right, why="?")
        for place, option in enumerate(item.options)
    ]
    return but(item, options=options, signs=[], from_=[])


def quiz_of(activity, change):
    """Return the same quiz or test with changed items."""
    return type(activity)(activity.quiz, map(change, activity.items.values()), activity.sources)
