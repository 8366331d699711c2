"""Pictures of a game, each with its words: harm over time, burdens side by side, a network."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

import numpy as np

from tppo_kit.activities.drawing import Box, Dot, Drawing, Label, Stroke
from tppo_kit.activities.villages.population import COUNTED, HARMED, HELPED, SAFE, SILENT
from tppo_kit.activities.villages.runs import spread
from tppo_kit.content.simulations.villages import QUARTERS, YEAR
from tppo_kit.language import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.villages.activity import VillagesActivity
    from tppo_kit.activities.villages.runs import Counts, Verdict
    from tppo_kit.activities.villages.state import VillagesState

WIDTH = 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 330.0, 34.0, 190.0
#: Places among the plans that are stepped together.
OWN, NOTHING = 0, 1
#: The world that is shown as its own, beside the interval of all.
DRAWN = 0
#: So many people of the first village are drawn.
PEOPLE_DRAWN = 40

Points = tuple[tuple[float, float], ...]


def fan(activity: VillagesActivity, state: VillagesState) -> Drawing:
    """Return who was harmed and is without help, quarter by quarter, and without any measure."""
    quarters = len(state.played)
    history = activity.runs.history(activity.setting(state), state.played)
    own, none = (_without_help(history[:, :, :, plan]) for plan in (OWN, NOTHING))
    own_band, none_band = (np.quantile(each, (0.1, 0.5, 0.9), axis=1) for each in (own, none))
    most = max(10.0, float(max(own_band.max(), none_band.max())))

    def line(numbers: NDArray[np.float64]) -> Points:
        start = ((_LEFT, _BOTTOM),)
        return start + tuple(
            (_LEFT + (_RIGHT - _LEFT) * (place + 1) / QUARTERS, _height(float(number), most))
            for place, number in enumerate(numbers)
        )

    edge = line(own_band[2]) + line(own_band[0])[::-1]
    shapes = (
        *_axes(most),
        Stroke(edge, "hatched closed thin"),
        Stroke(line(own_band[1]), "thick"),
        Stroke(line(none_band[0]), "dotted thin"),
        Stroke(line(none_band[1]), "dashed"),
        Stroke(line(none_band[2]), "dotted thin"),
        Box(_LEFT, 6, 18, 12, "hatched"),
        Label(_LEFT + 24, 17, say("your plan")),
        Stroke(((185, 12), (209, 12)), "dashed"),
        Label(215, 17, say("no measures")),
    )
    words = tuple(
        say(
            "End of year {year}: {low} to {high} people with your plan, "
            "{none_low} to {none_high} without measures.",
            year=end // YEAR,
            low=round(own_band[0][end - 1]),
            high=round(own_band[2][end - 1]),
            none_low=round(none_band[0][end - 1]),
            none_high=round(none_band[2][end - 1]),
        )
        for end in range(YEAR, quarters + 1, YEAR)
    )
    title = say("Harmed and still without help (what 80 of 100 worlds show)")
    return Drawing(title, WIDTH, 214, shapes, words)


def _without_help(history: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the number harmed and not helped so far; from (quarters, what, villages, worlds)."""
    harmed = history[:, COUNTED.index("harmed")] - history[:, COUNTED.index("helped")]
    result: NDArray[np.int64] = harmed.sum(axis=1).cumsum(axis=0)
    return result


def _height(number: float, most: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * number / most


def _axes(most: float) -> tuple[Stroke | Label, ...]:
    step = _round_step(most)
    shapes: list[Stroke | Label] = [
        Stroke(((_LEFT, _TOP), (_LEFT, _BOTTOM), (_RIGHT, _BOTTOM)), "quiet")
    ]
    for number in range(0, int(most) + 1, step):
        y = _height(number, most)
        shapes.append(Stroke(((_LEFT, y), (_RIGHT, y)), "quiet thin"))
        shapes.append(Label(_LEFT - 5, y + 5, str(number), "small", "end"))
    for year in range(1, QUARTERS // YEAR + 1):
        x = _LEFT + (_RIGHT - _LEFT) * year * YEAR / QUARTERS
        shapes.append(Label(x, _BOTTOM + 18, say("year {number}", number=year), "small", "end"))
    return tuple(shapes)


def _round_step(most: float) -> int:
    """Return a round distance of three to six marks."""
    for step in (5, 10, 20, 25, 50, 100, 200, 250, 500):
        if most / step <= 5:  # noqa: PLR2004 - more marks than that crowd a phone
            return step
    return 1000


def burdens(activity: VillagesActivity, verdict: Verdict) -> Drawing:
    """Return the burden of each plan with its interval, those wrongly suspected apart; less is better."""
    plans = activity.game.plans
    rows: list[tuple[Text, NDArray[np.float64], float]] = [
        (say("Your plan"), verdict.own_burden, _suspected(verdict.own))
    ]
    for place, plan in enumerate(plans):
        counts = {name: numbers[place] for name, numbers in verdict.others.items()}
        rows.append((plan.name, verdict.other_burdens[place], _suspected(counts)))
    scale = (WIDTH - 70) / max(10, *(spread(numbers)[1] for _, numbers, _ in rows))
    shapes: list[Box | Dot | Stroke | Label] = [
        Box(4, 6, 18, 12, "soft"),
        Label(28, 17, say("harmed")),
        Box(150, 6, 18, 12, "crossed"),
        Label(174, 17, say("wrongly suspected")),
    ]
    words = []
    for place, (name, numbers, suspected) in enumerate(rows):
        low, high = spread(numbers)
        mean = float(numbers.mean())
        y = 28.0 + 46 * place
        harmed = max(1.0, (mean - suspected) * scale)
        shapes += [
            Label(4, y + 12, name, "" if place else "bold"),
            Box(4, y + 18, harmed, 14, "soft"),
            Box(4 + harmed, y + 18, max(1.0, suspected * scale), 14, "crossed"),
            Stroke(((4 + low * scale, y + 37), (4 + high * scale, y + 37)), "thick"),
            Label(10 + high * scale, y + 36, f"{low}–{high}", "" if place else "bold"),
        ]
        words.append(
            say(
                "{name}: {mean} on average, {low} to {high} in 80 of 100 worlds; "
                "{suspected} of them wrongly suspected.",
                name=name,
                mean=round(mean),
                low=low,
                high=high,
                suspected=round(suspected),
            )
        )
    title = say("Burden after three years; shorter is better. The line below: 80 of 100 worlds")
    return Drawing(title, WIDTH, 32 + 46 * len(rows), tuple(shapes), tuple(words))


def _suspected(counts: Counts) -> float:
    return float((counts["stopped"] + counts["suspected"]).mean())


def network(activity: VillagesActivity, state: VillagesState) -> Drawing:
    """Return some people of the first village in the world that is shown: who listens to whom."""
    setting = activity.setting(state)
    people = min(PEOPLE_DRAWN, activity.runs.size.people)
    now = activity.runs.population(setting, state.played)
    aware, status = now.aware[:people, OWN, DRAWN], now.status[:people, OWN, DRAWN]
    spots = [
        (
            170 + (130 - 34 * (n % 3)) * sin(2 * pi * n / people),
            142 - (130 - 34 * (n % 3)) * cos(2 * pi * n / people),
        )
        for n in range(people)
    ]
    ties = activity.runs.neighbours(setting)[:people]
    shapes: list[Box | Dot | Stroke | Label] = [
        Stroke((spots[one], spots[other]), "quiet thin")
        for one in range(people)
        for other in sorted({int(each) for each in ties[one]})
        if other < people
    ]
    hidden = np.isin(status, (HARMED, SILENT))
    for n, (x, y) in enumerate(spots):
        if hidden[n]:
            style = "crossed thick"
        elif status[n] == SAFE:
            style = "none dashed"
        else:
            style = "strong" if aware[n] else "none"
        shapes.append(Dot(x, y, 8, style))
    shapes += _legend()
    village = activity.chosen(state)[0].village.name
    words = (
        say(
            "{number} of {people} people here know how to check an offer.",
            number=int(aware.sum()),
            people=people,
        ),
        say(
            "{away} work elsewhere safely, {hidden} were harmed and have not told, {helped} were helped.",
            away=int((status == SAFE).sum()),
            hidden=int(hidden.sum()),
            helped=int((status == HELPED).sum()),
        ),
        say("Only the game knows who is who. In a real village, nobody may keep such a list."),
    )
    title = say("Village {name}: {people} of its people, in one world", name=village, people=people)
    return Drawing(title, WIDTH, 330, tuple(shapes), words)


def _legend() -> list[Box | Dot | Stroke | Label]:
    rows = (
        ("strong", say("knows how to check"), 14, 292),
        ("none", say("does not know"), 190, 292),
        ("none dashed", say("away, safe"), 14, 316),
        ("crossed thick", say("harmed, silent"), 190, 316),
    )
    shapes: list[Box | Dot | Stroke | Label] = []
    for style, text, x, y in rows:
        shapes += [Dot(x, y, 8, style), Label(x + 14, y + 5, text)]
    return shapes
