"""The model in words (ODD protocol) and every assumption as a sentence with its value.

Grimm et al. (2020), The ODD protocol: a second update, JASSS 23(2) 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Entry, Lines, Prose
from tppo_kit.language import say

if TYPE_CHECKING:
    from tppo_kit.activities.villages.activity import VillagesActivity
    from tppo_kit.activities.villages.state import VillagesState

NO_FORECAST = say("An invented world, not a forecast.")


def worlds_said(activity: VillagesActivity) -> Prose:
    """Return what a world is, where worlds are counted."""
    return Prose(
        say(
            "Every plan is played {worlds} times, each time with other luck. One such play is "
            "called a world.",
            worlds=activity.runs.size.worlds,
        ),
        "small",
    )


def described(activity: VillagesActivity, state: VillagesState) -> tuple[Lines, Lines]:
    """Return how the game works, and what it assumes now, both folded."""
    description = activity.game.description
    chapters = (*description.overview, *description.concepts, *description.details)
    how = [
        Entry(say("{heading}: {point}", heading=chapter.heading, point=point))
        for chapter in chapters
        for point in chapter.points
    ]
    values = dict(zip((each.id for each in activity.changeable), state.assumed, strict=True))
    assumed = [
        Entry(
            say(
                "{name}: {value} (sensible: {least} to {most})",
                name=each.name,
                value=_whole(values.get(each.id, each.value)),
                least=_whole(each.least),
                most=_whole(each.most),
            ),
            remark=each.says,
        )
        for each in activity.game.assumptions
    ]
    return (
        Lines(say("How this game works"), tuple(how), folded=True),
        Lines(
            say("What the game assumes: {number} numbers", number=len(assumed)),
            tuple(assumed),
            folded=True,
        ),
    )


def _whole(number: float) -> float:
    """Return a number without decimals where it has none, so that none are shown."""
    return int(number) if number == int(number) else number
