"""The catalogue: every record under ``data/`` by kind and id, and every problem met on the way.

A folder or file registers itself; one broken file never takes the others down.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter

from tppo_kit.content.cases import Scenario
from tppo_kit.content.facts import Agency, Contacts, Fact
from tppo_kit.content.indicators import Indicators
from tppo_kit.content.items import ChoiceItem, Item, MatchItem, OrderItem, Quiz, Sorter, Vignette
from tppo_kit.content.pages import Checklist, MarkedMessage, Page
from tppo_kit.content.places import Place
from tppo_kit.content.programmes import Programme, SelfStudy, Unit, Workshop
from tppo_kit.content.reading import CaseFolder, Reading, read_case, read_record
from tppo_kit.content.signs import NonSign, Sign, Source
from tppo_kit.content.simulations.interviews import CaseNotes
from tppo_kit.content.simulations.message_sets import MessageSet
from tppo_kit.content.simulations.patrols import Patrol
from tppo_kit.content.simulations.practices import Practice
from tppo_kit.content.simulations.referrals import Referral
from tppo_kit.content.simulations.report_desks import ReportDesk
from tppo_kit.content.simulations.shifts import ShiftDeck
from tppo_kit.content.simulations.tabletops import Tabletop
from tppo_kit.content.simulations.villages import VillageGame
from tppo_kit.content.surveys import Survey
from tppo_kit.content.translations import Translation, translated
from tppo_kit.errors import NotFound
from tppo_kit.language import DEFAULT, LANGUAGES, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

T = TypeVar("T")
AnyItem = ChoiceItem | OrderItem | MatchItem | Vignette


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its folder under ``data/`` and its model."""

    folder: str
    model: TypeAdapter[Any]


#: What the simulations are drawn from.
SIMULATION_KINDS: dict[str, Kind] = {
    "shift": Kind("shifts", TypeAdapter(ShiftDeck)),
    "case-notes": Kind("case-notes", TypeAdapter(CaseNotes)),
    "messages": Kind("message-sets", TypeAdapter(MessageSet)),
    "report-desk": Kind("report-desks", TypeAdapter(ReportDesk)),
    "referral": Kind("referrals", TypeAdapter(Referral)),
    "tabletop": Kind("tabletops", TypeAdapter(Tabletop)),
    "patrol": Kind("patrols", TypeAdapter(Patrol)),
    "villages": Kind("villages", TypeAdapter(VillageGame)),
    "practice": Kind("practices", TypeAdapter(Practice)),
}
KINDS: dict[str, Kind] = {
    **SIMULATION_KINDS,
    "sign": Kind("signs", TypeAdapter(Sign)),
    "non-sign": Kind("non-signs", TypeAdapter(NonSign)),
    "source": Kind("sources", TypeAdapter(Source)),
    "item": Kind("items", TypeAdapter(Annotated[AnyItem, Field(discriminator="kind")])),
    "quiz": Kind("quizzes", TypeAdapter(Quiz)),
    "sorter": Kind("sorters", TypeAdapter(Sorter)),
    "fact": Kind("facts", TypeAdapter(Fact)),
    "agency": Kind("agencies", TypeAdapter(Agency)),
    "contacts": Kind("contacts", TypeAdapter(Contacts)),
    "page": Kind("pages", TypeAdapter(Page)),
    "message": Kind("messages", TypeAdapter(MarkedMessage)),
    "checklist": Kind("checklists", TypeAdapter(Checklist)),
    "survey": Kind("surveys", TypeAdapter(Survey)),
    "place": Kind("places", TypeAdapter(Place)),
    "unit": Kind("units", TypeAdapter(Unit)),
    "programme": Kind("programmes", TypeAdapter(Annotated[Programme, Field(discriminator="kind")])),
}
_KIND_OF: dict[type, str] = {
    Scenario: "scenario",
    Sign: "sign",
    NonSign: "non-sign",
    Source: "source",
    Item: "item",
    Quiz: "quiz",
    Sorter: "sorter",
    Fact: "fact",
    Agency: "agency",
    Contacts: "contacts",
    Page: "page",
    MarkedMessage: "message",
    Checklist: "checklist",
    Survey: "survey",
    ShiftDeck: "shift",
    CaseNotes: "case-notes",
    MessageSet: "messages",
    ReportDesk: "report-desk",
    Referral: "referral",
    Tabletop: "tabletop",
    Patrol: "patrol",
    VillageGame: "villages",
    Practice: "practice",
    Unit: "unit",
    SelfStudy: "programme",
    Workshop: "programme",
    Indicators: "programme",
    Place: "place",
}
_TRANSLATION = TypeAdapter(Translation)
CASES = "scenarios"
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")


def folder_of(kind: str) -> str:
    """Return the folder of a kind below ``data/``."""
    return CASES if kind == "scenario" else KINDS[kind].folder


class Catalogue:
    """Content read on demand, in one language; what was read once is kept."""

    def __init__(self, data: Path, language: str = DEFAULT) -> None:
        """Remember the folder; nothing is read yet."""
        self.data = data
        self.language = language
        self._readings: dict[tuple[str, str], Reading[Any]] = {}
        self._cases: dict[str, CaseFolder] = {}
        self._translations: dict[tuple[str, str, str], Reading[Translation]] = {}

    def speaking(self, language: str) -> Catalogue:
        """Return the same content, read once for both, in another language."""
        other = copy(self)
        other.language = language
        return other

    def path(self, kind: str, name: str, suffix: str = "") -> Path:
        """Return where the file of a record lies; ``suffix`` is ``.en`` for a translation."""
        if kind == "scenario":
            return self.data / CASES / name / f"scenario{suffix}.yml"
        return self.data / KINDS[kind].folder / f"{name}{suffix}.yml"

    def reading(self, kind: str, name: str) -> Reading[Any]:
        """Return what the file of a record gave, problems included."""
        if kind == "scenario":
            return self.case(name).scenario
        if (kind, name) not in self._readings:
            self._readings[kind, name] = read_record(self.path(kind, name), KINDS[kind].model)
        return self._readings[kind, name]

    def translation(self, kind: str, name: str, language: str) -> Reading[Translation] | None:
        """Return what the translation of a record gave, None where there is none."""
        key = (kind, name, language)
        if key not in self._translations:
            path = self.path(kind, name, f".{language}")
            if not path.is_file():
                return None
            self._translations[key] = read_record(path, _TRANSLATION)
        return self._translations[key]

    def names(self, kind: str) -> list[str]:
        """Return the ids of a kind, in alphabetical order."""
        if kind == "scenario":
            folders = (self.data / CASES).glob("*/")
            return sorted(path.name for path in folders if not path.name.startswith("."))
        files = (self.data / KINDS[kind].folder).glob("*.yml")
        return sorted(path.stem for path in files if "." not in path.stem)

    def case(self, name: str) -> CaseFolder:
        """Return a case folder, problems included."""
        if name not in self._cases:
            self._cases[name] = read_case(self.data / CASES / name)
        return self._cases[name]

    def has(self, kind: str, name: str) -> bool:
        """Tell whether a record of this id stands on disk, sound or not."""
        return bool(_NAME.fullmatch(name)) and self.path(kind, name).is_file()

    def _record(self, kind: str, name: str) -> Any:  # noqa: ANN401 - the typed doors are below
        record = self.reading(kind, name).record
        if record is None or self.language == DEFAULT:
            return record
        translation = self.translation(kind, name, self.language)
        if translation is None or translation.record is None:
            return record
        return translated(record, translation.record)

    def get(self, model: type[T], name: str) -> T:
        """Return a sound record by its model and id.

        Raises:
            NotFound: if there is none, or it has faults.
        """
        kind = _KIND_OF[model]
        # A name may come from outside: only a known one is ever turned into a path.
        if not self.has(kind, name):
            raise NotFound(say("there is no {kind} with the name '{name}'", kind=kind, name=name))
        record = self._record(kind, name)
        if not isinstance(record, model):
            raise NotFound(
                say(
                    "'{name}' has faults and cannot be opened; 'tppo-kit check' lists them",
                    name=name,
                )
            )
        return record

    def all(self, model: type[T]) -> list[T]:
        """Return every sound record of a model, by id."""
        kind = _KIND_OF[model]
        records = [self._record(kind, name) for name in self.names(kind)]
        return [record for record in records if isinstance(record, model)]

    def item(self, name: str) -> AnyItem:
        """Return a sound quiz item of any kind."""
        item = self.get(Item, name)
        if not isinstance(item, AnyItem):
            raise TypeError(type(item).__name__)
        return item

    def readings(self) -> Iterator[tuple[str, str, Reading[Any]]]:
        """Yield kind, id and reading of every single-file record."""
        for kind in KINDS:
            for name in self.names(kind):
                yield kind, name, self.reading(kind, name)

    def read_all(self) -> None:
        """Read every record and translation now, sound or not, instead of on demand."""
        for kind in ("scenario", *KINDS):
            for name in self.names(kind):
                self.reading(kind, name)
                for language in LANGUAGES:
                    self.translation(kind, name, language)

    def cases(self) -> Iterator[CaseFolder]:
        """Yield every case folder."""
        for name in self.names("scenario"):
            yield self.case(name)
