"""From a key such as ``scenario:liburan`` to a ready activity, and facts ready to be quoted."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from tppo_kit.activities.checklist import ChecklistActivity
from tppo_kit.activities.explorer import ExplorerActivity
from tppo_kit.activities.message import MessageActivity
from tppo_kit.activities.page import PageActivity
from tppo_kit.activities.quiz import QuizActivity
from tppo_kit.activities.scenario import ScenarioActivity
from tppo_kit.activities.shelves.facts import corrections_shelf, facts_shelf
from tppo_kit.activities.shelves.penalties import penalties_shelf
from tppo_kit.activities.shelves.services import contact_notes, services_shelf
from tppo_kit.activities.shelves.signs import signs_shelf
from tppo_kit.activities.sitting import SittingActivity
from tppo_kit.activities.sorter import SorterActivity
from tppo_kit.activities.sources import cited_ids, fact_note
from tppo_kit.activities.survey import SurveyActivity
from tppo_kit.content.cases import Scenario
from tppo_kit.content.conditions import ConditionError
from tppo_kit.content.facts import Agency, Contacts, Fact
from tppo_kit.content.items import Quiz, Sorter
from tppo_kit.content.pages import Checklist, MarkedMessage, Page
from tppo_kit.content.signs import NonSign, Sign, Source
from tppo_kit.content.surveys import Survey
from tppo_kit.errors import NotFound
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tppo_kit.activities.activity import Activity
    from tppo_kit.activities.blocks import FactNote
    from tppo_kit.activities.explorer import Shelf
    from tppo_kit.content.catalogue import Catalogue


def open_activity(key: str, catalogue: Catalogue) -> Activity:
    """Return the activity of a key ``kind:id``, in the language of the catalogue.

    Raises:
        NotFound: with a sentence, if there is none or its content has faults.
    """
    kind, _, name = key.partition(":")
    if key in _SHELVES:
        return ExplorerActivity(_SHELVES[key](catalogue))
    if kind in SIMULATIONS:
        return _simulation(kind, name, catalogue)
    if kind not in _OPENERS:
        raise NotFound(say("there is no activity '{activity}'", activity=key))
    try:
        return _OPENERS[kind](name, catalogue)
    except ConditionError as error:
        raise NotFound(
            say("'{name}' has faults and cannot be opened; 'tppo-kit check' lists them", name=name)
        ) from error


def _simulation(kind: str, name: str, catalogue: Catalogue) -> Activity:
    # Each brings libraries of its own: only what is played is loaded.
    module = import_module(f"tppo_kit.sessions.opening.{kind.replace('-', '_')}")
    activity: Activity = module.opened(name, catalogue)
    return activity


def scenario_activity(name: str, catalogue: Catalogue) -> ScenarioActivity:
    """Return a case as an activity."""
    scenario = catalogue.get(Scenario, name)
    evidence = scenario.evidence.values()
    wanted = {*scenario.teaches, *(e.supports for e in evidence), *(e.explains for e in evidence)}
    signs = {sign: catalogue.get(Sign, sign) for sign in sorted(filter(None, wanted))}
    choices = [choice for step in scenario.steps.values() for choice in step.choices]
    cited = cited_ids(
        scenario.truth.from_,
        *(choice.from_ for choice in choices),
        *(sign.from_ for sign in signs.values()),
    )
    return ScenarioActivity(scenario, signs, sources_of(cited, catalogue))


def _round(name: str, catalogue: Catalogue, kind: type[QuizActivity]) -> QuizActivity:
    quiz = catalogue.get(Quiz, name)
    items = [catalogue.item(item) for item in quiz.items]
    cited = cited_ids(*(item.from_ for item in items))
    return kind(quiz, items, sources_of(cited, catalogue))


def _sorter(name: str, catalogue: Catalogue) -> SorterActivity:
    sorter = catalogue.get(Sorter, name)
    cited = cited_ids(*(card.from_ for card in sorter.cards))
    return SorterActivity(sorter, sources_of(cited, catalogue))


def _message(name: str, catalogue: Catalogue) -> MessageActivity:
    message = catalogue.get(MarkedMessage, name)
    signs = {each.sign: catalogue.get(Sign, each.sign) for each in message.passages if each.sign}
    return MessageActivity(message, signs, sources_of(cited_ids(message.from_), catalogue))


def _checklist(name: str, catalogue: Catalogue) -> ChecklistActivity:
    checklist = catalogue.get(Checklist, name)
    cited = cited_ids(*(question.from_ for question in checklist.questions))
    return ChecklistActivity(checklist, sources_of(cited, catalogue))


def _page(name: str, catalogue: Catalogue) -> PageActivity:
    page = catalogue.get(Page, name)
    cited = cited_ids(*(section.from_ for section in page.sections))
    if not any(section.contacts for section in page.sections):
        return PageActivity(page, sources_of(cited, catalogue))
    contacts = contact_notes(catalogue.all(Agency), catalogue.all(Contacts))
    return PageActivity(page, sources_of(cited, catalogue), contacts)


def _signs(catalogue: Catalogue) -> Shelf:
    signs, non_signs = catalogue.all(Sign), catalogue.all(NonSign)
    cited = cited_ids(*(record.from_ for record in (*signs, *non_signs)))
    return signs_shelf(signs, non_signs, sources_of(cited, catalogue))


def _services(catalogue: Catalogue) -> Shelf:
    agencies = catalogue.all(Agency)
    cited = cited_ids(*(agency.from_ for agency in agencies))
    return services_shelf(agencies, catalogue.all(Contacts), sources_of(cited, catalogue))


SIMULATIONS = (
    "shift",
    "interview",
    "messages",
    "report-desk",
    "referral",
    "tabletop",
    "patrol",
    "villages",
    "practice",
)
_SHELVES: dict[str, Callable[[Catalogue], Shelf]] = {
    "explorer:signs": _signs,
    "explorer:services": _services,
    "explorer:penalties": lambda catalogue: penalties_shelf(catalogue.all(Fact)),
    "explorer:facts": lambda catalogue: facts_shelf(catalogue.all(Fact)),
    "explorer:corrections": lambda catalogue: corrections_shelf(catalogue.all(Fact)),
}
_OPENERS: dict[str, Callable[[str, Catalogue], Activity]] = {
    "scenario": scenario_activity,
    "quiz": partial(_round, kind=QuizActivity),
    "test": partial(_round, kind=SittingActivity),
    "sorter": _sorter,
    "message": _message,
    "checklist": _checklist,
    "page": _page,
    "survey": lambda name, catalogue: SurveyActivity(catalogue.get(Survey, name)),
}


def quoted_facts(catalogue: Catalogue) -> Callable[[str], FactNote | None]:
    """Return what looks up a fact by id, ready to be quoted, None where there is none."""

    def note(name: str) -> FactNote | None:
        try:
            fact = catalogue.get(Fact, name)
        except NotFound:
            return None
        return fact_note(fact, sources_of(cited_ids(fact.from_), catalogue))

    return note


def sources_of(ids: Iterable[str], catalogue: Catalogue) -> dict[str, Source]:
    """Return the sound sources among some ids."""
    found = {}
    for name in ids:
        try:
            found[name] = catalogue.get(Source, name)
        except NotFound:
            continue
    return found
