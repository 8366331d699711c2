"""From a key such as ``scenario:liburan`` to a ready activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.explorer import ExplorerActivity
from tppo_kit.activities.quiz import QuizActivity
from tppo_kit.activities.scenario import ScenarioActivity
from tppo_kit.activities.sorter import SorterActivity
from tppo_kit.activities.sources import cited_ids
from tppo_kit.content.conditions import ConditionError
from tppo_kit.errors import NotFound
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.activities.activity import Activity
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.signs import Source


def open_activity(key: str, catalogue: Catalogue) -> Activity:
    """Return the activity of a key ``kind:id``.

    Raises:
        NotFound: with a sentence, if there is none or its content has faults.
    """
    kind, _, name = key.partition(":")
    try:
        if kind == "scenario":
            return _scenario(name, catalogue)
        if kind == "quiz":
            quiz = catalogue.quiz(name)
            items = [catalogue.item(item) for item in quiz.items]
            return QuizActivity(
                quiz, items, _sources(cited_ids(*(item.from_ for item in items)), catalogue)
            )
        if kind == "sorter":
            sorter = catalogue.sorter(name)
            return SorterActivity(
                sorter, _sources(cited_ids(*(card.from_ for card in sorter.cards)), catalogue)
            )
    except ConditionError as error:
        raise NotFound(
            say("'{name}' has faults and cannot be opened; 'tppo-kit check' lists them", name=name)
        ) from error
    if key == ExplorerActivity.key:
        signs, non_signs = catalogue.signs(), catalogue.non_signs()
        cited = cited_ids(*(record.from_ for record in (*signs, *non_signs)))
        return ExplorerActivity(signs, non_signs, _sources(cited, catalogue))
    raise NotFound(say("there is no activity '{activity}'", activity=key))


def _scenario(name: str, catalogue: Catalogue) -> ScenarioActivity:
    scenario = catalogue.scenario(name)
    evidence = scenario.evidence.values()
    wanted = {*scenario.teaches, *(e.supports for e in evidence), *(e.explains for e in evidence)}
    signs = {sign: catalogue.sign(sign) for sign in sorted(filter(None, wanted))}
    choices = [choice for step in scenario.steps.values() for choice in step.choices]
    cited = cited_ids(
        scenario.truth.from_,
        *(choice.from_ for choice in choices),
        *(sign.from_ for sign in signs.values()),
    )
    return ScenarioActivity(scenario, signs, _sources(cited, catalogue))


def _sources(ids: Iterable[str], catalogue: Catalogue) -> dict[str, Source]:
    found = {}
    for name in ids:
        try:
            found[name] = catalogue.source(name)
        except NotFound:
            continue
    return found
