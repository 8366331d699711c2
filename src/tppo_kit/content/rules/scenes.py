"""Scenes: which texts of a record stand in an invented scene, and which say that a sign is there.

The models mark the scene of a simulation with ``InScene``; what stands for a sign depends on
the record, so that each model is looked through by a function of its own.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from tppo_kit.content.cases import Scenario
from tppo_kit.content.items import Sorter, Vignette
from tppo_kit.content.model import InScene
from tppo_kit.content.pages import MarkedMessage
from tppo_kit.content.simulations.interviews import CaseNotes
from tppo_kit.content.simulations.message_sets import MessageSet
from tppo_kit.content.simulations.referrals import Referral
from tppo_kit.content.simulations.report_desks import ReportDesk
from tppo_kit.content.simulations.shifts import ShiftDeck
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.content.simulations.tabletops import Tabletop
from tppo_kit.content.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tppo_kit.content.texts import Place

Asserted = tuple["Place", str]
#: The story of a case, vignette or message: what happens before the learner's eyes.
_STORY = frozenset({"title", "about", "text", "place", "sender", "locked_text", "label"})


def in_story(record: object, texts: Sequence[Text]) -> list[Text]:
    """Return the texts of a record in which nobody may be judged.

    Reasons ('why', 'harmless') look back on the story and may need the word of the law; facts,
    pages and signs speak of people in general. Tempting lines of case notes are no scene: that
    they judge is what they are for.
    """
    if isinstance(record, Scenario | MarkedMessage | Vignette):
        return [text for text in texts if text.place[-1] in _STORY]
    return in_scene(record)


def in_scene(record: object) -> list[Text]:
    """Return what the model of a record marks as scene, invented names included."""
    return list(_marked(record, ()))


def invented_names(record: object, texts: Sequence[Text]) -> list[Text]:
    """Return what stands in the scene and is no text of its own, such as names to be drawn."""
    read = {text.place for text in texts}
    return [text for text in in_scene(record) if text.place not in read]


def _marked(value: object, place: Place) -> Iterator[Text]:
    if isinstance(value, BaseModel):
        for name, (key, mark) in _marks(type(value)).items():
            here, inner = (*place, key), getattr(value, name)
            if mark is None:
                if isinstance(inner, BaseModel | dict | list):
                    yield from _marked(inner, here)
            else:
                yield from _all(inner, here, mark.fields)
    else:
        for step, part in _parts(value):
            yield from _marked(part, (*place, step))


@cache
def _marks(model: type[BaseModel]) -> dict[str, tuple[str, InScene | None]]:
    """Return the key and the mark of every field of a model."""
    return {
        name: (info.alias or name, _mark(info.annotation, info.metadata))
        for name, info in model.model_fields.items()
    }


def _mark(annotation: Any, metadata: Any) -> InScene | None:  # noqa: ANN401 - any type at all
    """Return the mark of a field, wherever in its type it stands."""
    own = next((mark for mark in metadata if isinstance(mark, InScene)), None)
    inner = getattr(annotation, "__args__", ())
    deeper = (_mark(part, getattr(part, "__metadata__", ())) for part in inner)
    return own or next((mark for mark in deeper if mark is not None), None)


def _all(value: object, place: Place, fields: frozenset[str]) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text(place, ".".join(map(str, place)), value)
    elif isinstance(value, BaseModel):
        for name in sorted(fields):
            yield from _all(getattr(value, name), (*place, name), fields)
    else:
        for key, inner in _parts(value):
            yield from _all(inner, (*place, key), fields)


def _parts(value: object) -> list[tuple[str | int, object]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def asserted(record: object) -> Iterator[Asserted]:
    """Yield place and text of all that says a sign is there, or is scored as right to tell."""
    look = _ASSERTED.get(type(record))
    if look is not None:
        yield from look(record)


def _by_scenario(record: Scenario) -> Iterator[Asserted]:
    for name, evidence in record.evidence.items():
        if evidence.supports:
            yield ("evidence", name, "text"), evidence.text


def _by_sorter(record: Sorter) -> Iterator[Asserted]:
    for number, card in enumerate(record.cards):
        if card.bin == "sign":
            yield ("cards", number, "text"), card.text


def _by_message(record: MarkedMessage) -> Iterator[Asserted]:
    for number, passage in enumerate(record.passages):
        if passage.sign:
            yield ("passages", number, "text"), passage.text


def _by_shift(record: ShiftDeck) -> Iterator[Asserted]:
    """Yield what makes one ask, and what is then told where the sign is there."""
    for number, slot in enumerate(record.slots):
        place: Place = ("slots", number)
        if slot.seen:
            yield (*place, "seen"), slot.seen
        for at, telling in enumerate(slot.tells):
            yield (*place, "tells", at, "says"), telling.says


def _by_messages(record: MessageSet) -> Iterator[Asserted]:
    for number, template in enumerate(record.templates):
        for at, slot in enumerate(template.slots):
            for line, passage in enumerate(slot.lines):
                if passage.sign:
                    place = ("templates", number, "slots", at, "lines", line, "text")
                    yield place, passage.text


def _by_report_desk(record: ReportDesk) -> Iterator[Asserted]:
    """Yield the answers that decide, the questions that bring them, the lines to be written."""
    asked = {name for report in record.reports for name in report.ask}
    written = {name for report in record.reports for name in report.write}
    for number, question in enumerate(record.questions):
        if question.id in asked:
            yield ("questions", number, "text"), question.text
    for number, line in enumerate(record.lines):
        if line.id in written:
            yield ("lines", number, "text"), line.text
    for number, report in enumerate(record.reports):
        for name in report.ask if report.calls else ():
            yield ("reports", number, "answers", name), report.answers[name]


def _by_referral(record: Referral) -> Iterator[Asserted]:
    for number, person in enumerate(record.people):
        for at, saying in enumerate(person.sayings if person.calls else ()):
            yield ("people", number, "sayings", at, "text"), saying.text


def _by_tabletop(record: Tabletop) -> Iterator[Asserted]:
    """Yield the cards that belong on the table; what is kept back may be anything."""
    for number, card in enumerate(record.cards):
        if card.handling is not Handling.KEEP:
            yield ("cards", number, "text"), card.text


def _by_case_notes(record: CaseNotes) -> Iterator[Asserted]:
    for number, pair in enumerate(record.pairs):
        for name, question in pair.questions.items():
            yield ("pairs", number, "questions", name), question


_ASSERTED: dict[type, Callable[[Any], Iterator[Asserted]]] = {
    Scenario: _by_scenario,
    Sorter: _by_sorter,
    MarkedMessage: _by_message,
    ShiftDeck: _by_shift,
    MessageSet: _by_messages,
    ReportDesk: _by_report_desk,
    Referral: _by_referral,
    Tabletop: _by_tabletop,
    CaseNotes: _by_case_notes,
}
