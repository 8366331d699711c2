"""Balance: no answer shows by its place or length, mistakes can be mended, minutes add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tppo_kit.content.catalogue import SIMULATION_KINDS
from tppo_kit.content.items import ChoiceItem, Quiz, Vignette
from tppo_kit.content.model import Lifecycle
from tppo_kit.content.problems import Problem
from tppo_kit.content.programmes import MESSAGE_MINUTES, SHELF_MINUTES, Unit
from tppo_kit.content.rules.graph import explore
from tppo_kit.content.simulations.tabletops import Tabletop
from tppo_kit.content.walk import Walk
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tppo_kit.content.cases import Scenario
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.reading import Reading
    from tppo_kit.content.rules.graph import Exploration
    from tppo_kit.content.walk import Position

#: A scene of sixty words, three or four answers and a reason take a minute to read and weigh;
#: half of it is a race, twice as much a lecture. Measured on the kit's own thirty cases: 1.0
#: to 1.4 minutes a step.
FEWEST_A_STEP, MOST_A_STEP = 0.5, 2.0
#: The right answer may be the longest in so many items of a quiz; by chance it is in a third.
MOST_LONGEST, FEWEST_ITEMS = 0.6, 5
#: Over the whole bank the measure is finer, since chance evens out.
MOST_LONGEST_OF_ALL, FEWEST_OF_ALL = 0.4, 20
#: The same along the way to a good ending, of at least three steps.
MOST_LONGEST_ON_THE_WAY, FEWEST_STEPS = 2 / 3, 3
#: Harmless vignettes in a quiz or a form: half, give or take a tenth or half a vignette.
SLACK = 0.1
MOST_MINUTES_APART = 5
TRUST = "trust"


def check_balance(reading: Reading[Scenario]) -> Iterator[Problem]:
    """Yield what makes a sound case too easy, too harsh, or longer than it says."""
    scenario = reading.record
    if scenario is None:
        return
    walk = Walk(scenario)
    found = explore(walk)
    if not found.complete:
        return
    good = [at for at in found.came_from if scenario.steps[at.step].ending == "good"]
    yield from _check_minutes(reading, scenario, found)
    yield from _check_first_click(reading, scenario)
    yield from _check_blind_play(reading, walk)
    if good:
        yield from _check_way(reading, scenario, found.route(good[0]))
        yield from _check_repair(reading, walk, found, good)


def _check_minutes(
    reading: Reading[Scenario], scenario: Scenario, found: Exploration
) -> Iterator[Problem]:
    """Yield a problem where the longest way has too few or too many minutes a step.

    The longest way is the farthest situation by its shortest route, so that going round in a
    circle does not count. The shortest way is no measure: hurrying is allowed, and is poor.
    """
    depth: dict[Position, int] = {}
    for position, before in found.came_from.items():  # breadth first: who came before is known
        depth[position] = 1 if before is None else depth[before[0]] + 1
    longest = max(depth.values())
    if not FEWEST_A_STEP * longest <= scenario.minutes.play <= MOST_A_STEP * longest:
        yield reading.problem(
            "B401",
            ("minutes",),
            say(
                "{minutes} minutes to play, but the longest way has {number} steps",
                minutes=scenario.minutes.play,
                number=longest,
            ),
            say("count one to one and a half minutes for each step"),
            warning=True,
        )


def _check_first_click(reading: Reading[Scenario], scenario: Scenario) -> Iterator[Problem]:
    for number, choice in enumerate(scenario.steps[scenario.start].choices):
        if scenario.steps[choice.leads_to].ending == "good":
            yield reading.problem(
                "B402",
                ("steps", scenario.start, "choices", number),
                say("'{choice}' leads straight to a good ending", choice=choice.id),
                say("let something be asked or weighed before"),
                warning=True,
            )


def _check_blind_play(reading: Reading[Scenario], walk: Walk) -> Iterator[Problem]:
    for place, what in (
        (0, say("always taking the first choice ends well")),
        (-1, say("always taking the last choice ends well")),
    ):
        position, seen = walk.begin(), set()
        while position not in seen and not walk.scenario.steps[position.step].ending:
            seen.add(position)
            open_ = [c for c in walk.choices(position) if walk.is_open(position, c)]
            if not open_:
                break
            position = walk.take(position, open_[place])
        if walk.scenario.steps[position.step].ending == "good":
            yield reading.problem(
                "B402",
                ("steps",),
                what,
                say("change the order of the choices in one step, the same in the twin"),
                warning=True,
            )


def _check_way(
    reading: Reading[Scenario], scenario: Scenario, route: Sequence[str]
) -> Iterator[Problem]:
    step, steps, longest = scenario.start, 0, 0
    for taken in route:
        choices = scenario.steps[step].choices
        chosen = next(choice for choice in choices if choice.id == taken)
        steps += len(choices) > 1
        longest += len(choices) > 1 and _is_longest(chosen, choices)
        step = chosen.leads_to
    if steps >= FEWEST_STEPS and longest > MOST_LONGEST_ON_THE_WAY * steps:
        yield reading.problem(
            "B403",
            ("steps",),
            say(
                "on the way to a good ending the choice is the longest in {number} of {all} steps",
                number=longest,
                all=steps,
            ),
            say("shorten these choices, or give the others as many words"),
            warning=True,
        )


def _is_longest(one: Any, among: Sequence[Any]) -> bool:  # noqa: ANN401 - choices or options
    return all(len(one.text) > len(other.text) for other in among if other is not one)


def _check_repair(
    reading: Reading[Scenario], walk: Walk, found: Exploration, good: Sequence[Position]
) -> Iterator[Problem]:
    """Yield a problem where no choice that costs trust can still be made good.

    A case without the number 'trust' has no such mistake.
    """
    if TRUST not in walk.names:
        return
    before: dict[Position, list[Position]] = {}
    losses = []
    for position, onward in found.leads.items():
        for after in onward:
            before.setdefault(after, []).append(position)
            if walk.value(after, TRUST) < walk.value(position, TRUST):  # type: ignore[operator]
                losses.append(after)
    hopeful, waiting = set(good), list(good)
    while waiting:
        more = [at for at in before.get(waiting.pop(), ()) if at not in hopeful]
        hopeful.update(more)
        waiting += more
    if not hopeful.intersection(losses):
        yield reading.problem(
            "B404",
            ("steps",),
            say("whoever loses trust once can no longer reach a good ending"),
            say("add a choice that repairs, such as an apology, and a way on from there"),
            warning=True,
        )


def check_bank(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what quizzes, the bank of items and the minutes of units give away or get wrong."""
    items = {name: catalogue.reading("item", name).record for name in catalogue.names("item")}
    for name in catalogue.names("quiz"):
        reading = catalogue.reading("quiz", name)
        if isinstance(reading.record, Quiz):
            yield from _check_quiz(reading, [items.get(item) for item in reading.record.items])
    active = [item for item in items.values() if item and item.status is Lifecycle.ACTIVE]
    yield from _check_all_items(catalogue, active)
    yield from _check_tables(catalogue)
    for name in catalogue.names("unit"):
        reading = catalogue.reading("unit", name)
        if isinstance(reading.record, Unit):
            yield from _check_unit(reading, reading.record, catalogue)


def _check_quiz(reading: Reading[Any], items: Sequence[Any]) -> Iterator[Problem]:
    longest, single = _longest_keys(items)
    if single >= FEWEST_ITEMS and longest > MOST_LONGEST * single:
        yield reading.problem("B403", ("items",), *_key_too_long(longest, single), warning=True)
    vignettes = [item for item in items if isinstance(item, Vignette)]
    harmless = sum(not item.truth.calls_for_action for item in vignettes)
    if len(vignettes) > 1 and not _is_half(harmless, len(vignettes)):
        yield reading.problem(
            "B408",
            ("items",),
            say("{number} of {all} vignettes are harmless", number=harmless, all=len(vignettes)),
            say("let half of them be harmless"),
            warning=True,
        )


def _longest_keys(items: Sequence[Any]) -> tuple[int, int]:
    """Return in how many single-choice items the right answer is the longest, and of how many."""
    single = [item for item in items if isinstance(item, ChoiceItem) and item.kind == "choice"]
    keys = [next(option for option in item.options if option.right) for item in single]
    longest = sum(_is_longest(key, item.options) for key, item in zip(keys, single, strict=True))
    return longest, len(single)


def _key_too_long(longest: int, single: int) -> tuple[Any, Any]:
    return (
        say(
            "the right answer is the longest in {number} of {all} items", number=longest, all=single
        ),
        say("shorten right answers, or give wrong ones as many words"),
    )


def _is_half(part: int, whole: int) -> bool:
    return abs(part - whole / 2) <= max(SLACK * whole, 0.5)


def _check_all_items(catalogue: Catalogue, items: Sequence[Any]) -> Iterator[Problem]:
    folder = catalogue.data / "items"
    longest, single = _longest_keys(items)
    if single >= FEWEST_OF_ALL and longest > MOST_LONGEST_OF_ALL * single:
        yield Problem("B403", folder, 0, *_key_too_long(longest, single))
    forms: dict[str, list[bool]] = {"A": [], "B": []}
    for item in items:
        if isinstance(item, Vignette):
            forms[item.form].append(item.truth.calls_for_action)
    for form, calls in forms.items():
        if not _is_half(sum(calls), len(calls)):
            what = say(
                "form {form} has {number} vignettes, {calls} of them call for action",
                form=form,
                number=len(calls),
                calls=sum(calls),
            )
            yield Problem("B408", folder, 0, what, say("let half of them be harmless"))
    one, other = (len(calls) for calls in forms.values())
    if not _is_half(one, one + other):
        what = say("form A has {one} vignettes and form B {other}", one=one, other=other)
        yield Problem("B408", folder, 0, what, say("let both forms have as many"))


def _check_tables(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem where active tables lean to one side; other simulations hold both sides."""
    tables = [table for table in catalogue.all(Tabletop) if table.status is Lifecycle.ACTIVE]
    calls = sum(table.truth.calls_for_action for table in tables)
    if not _is_half(calls, len(tables)):
        what = say(
            "{number} of {all} coordination tables call for action", number=calls, all=len(tables)
        )
        folder = catalogue.data / "tabletops"
        yield Problem("B408", folder, 0, what, say("let half of them be harmless"))


def _check_unit(reading: Reading[Unit], unit: Unit, catalogue: Catalogue) -> Iterator[Problem]:
    minutes = [_minutes_of(activity, catalogue) for activity in unit.activities]
    known = [each for each in minutes if each is not None]
    if len(known) == len(minutes) and abs(sum(known) - unit.minutes) > MOST_MINUTES_APART:
        yield reading.problem(
            "B411",
            ("minutes",),
            say("the activities take {sum} minutes, not {all}", sum=sum(known), all=unit.minutes),
            say("correct 'minutes', here or in the activities"),
        )


#: Kinds whose record says how long it takes.
_TIMED = {"scenario", "quiz", "sorter", "checklist", "page", "survey", *SIMULATION_KINDS}


def _minutes_of(activity: str, catalogue: Catalogue) -> int | None:
    if activity in SHELF_MINUTES:
        return SHELF_MINUTES[activity]
    kind, _, name = activity.partition(":")
    if kind == "message":
        return MESSAGE_MINUTES
    kind = "quiz" if kind == "test" else kind
    if kind not in _TIMED:
        return None
    if not catalogue.has(kind, name):
        return None
    record = catalogue.reading(kind, name).record
    minutes = getattr(record, "minutes", None)
    return getattr(minutes, "play", minutes)
