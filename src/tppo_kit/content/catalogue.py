"""The catalogue: every record under ``data/`` by kind and id, and every problem met on the way.

A folder or file registers itself; one broken file never takes the others down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter

from tppo_kit.content.cases import Scenario
from tppo_kit.content.items import ChoiceItem, Programme, Quiz, Sorter, Vignette
from tppo_kit.content.reading import CaseFolder, Reading, read_case, read_record
from tppo_kit.content.signs import NonSign, Sign, Source
from tppo_kit.errors import NotFound
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

T = TypeVar("T")
AnyItem = ChoiceItem | Vignette


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its folder under ``data/`` and its model."""

    folder: str
    model: TypeAdapter[Any]


KINDS: dict[str, Kind] = {
    "sign": Kind("signs", TypeAdapter(Sign)),
    "non-sign": Kind("non-signs", TypeAdapter(NonSign)),
    "source": Kind("sources", TypeAdapter(Source)),
    "item": Kind("items", TypeAdapter(Annotated[AnyItem, Field(discriminator="kind")])),
    "quiz": Kind("quizzes", TypeAdapter(Quiz)),
    "sorter": Kind("sorters", TypeAdapter(Sorter)),
    "programme": Kind("programmes", TypeAdapter(Programme)),
}
CASES = "scenarios"
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")


class Catalogue:
    """Content read on demand; what was read once is kept."""

    def __init__(self, data: Path) -> None:
        """Remember the folder; nothing is read yet."""
        self.data = data
        self._readings: dict[tuple[str, str], Reading[Any]] = {}
        self._cases: dict[str, CaseFolder] = {}

    def reading(self, kind: str, name: str) -> Reading[Any]:
        """Return what the file of a record gave, problems included."""
        if (kind, name) not in self._readings:
            path = self.data / KINDS[kind].folder / f"{name}.yml"
            self._readings[kind, name] = read_record(path, KINDS[kind].model)
        return self._readings[kind, name]

    def names(self, kind: str) -> list[str]:
        """Return the ids of a kind, in alphabetical order."""
        if kind == "scenario":
            folders = (self.data / CASES).glob("*/")
            return sorted(path.name for path in folders if not path.name.startswith("."))
        return sorted(path.stem for path in (self.data / KINDS[kind].folder).glob("*.yml"))

    def case(self, name: str) -> CaseFolder:
        """Return a case folder, problems included."""
        if name not in self._cases:
            self._cases[name] = read_case(self.data / CASES / name)
        return self._cases[name]

    def has(self, kind: str, name: str) -> bool:
        """Tell whether a record of this id stands on disk, sound or not."""
        if not _NAME.fullmatch(name):
            return False
        if kind == "scenario":
            return (self.data / CASES / name / "scenario.yml").is_file()
        return (self.data / KINDS[kind].folder / f"{name}.yml").is_file()

    def _get(self, kind: str, name: str) -> Any:  # noqa: ANN401 - the typed doors are below
        # A name may come from outside: only a known one is ever turned into a path.
        if name not in self.names(kind):
            raise NotFound(say("there is no {kind} with the name '{name}'", kind=kind, name=name))
        reading = self.case(name).scenario if kind == "scenario" else self.reading(kind, name)
        if reading.record is None:
            raise NotFound(
                say(
                    "'{name}' has faults and cannot be opened; 'tppo-kit check' lists them",
                    name=name,
                )
            )
        return reading.record

    def scenario(self, name: str) -> Scenario:
        """Return a sound case."""
        return _as(Scenario, self._get("scenario", name))

    def sign(self, name: str) -> Sign:
        """Return a sound sign."""
        return _as(Sign, self._get("sign", name))

    def non_sign(self, name: str) -> NonSign:
        """Return a sound non-sign."""
        return _as(NonSign, self._get("non-sign", name))

    def source(self, name: str) -> Source:
        """Return a sound source."""
        return _as(Source, self._get("source", name))

    def item(self, name: str) -> AnyItem:
        """Return a sound quiz item."""
        item = self._get("item", name)
        return item if isinstance(item, Vignette) else _as(ChoiceItem, item)

    def quiz(self, name: str) -> Quiz:
        """Return a sound quiz."""
        return _as(Quiz, self._get("quiz", name))

    def sorter(self, name: str) -> Sorter:
        """Return a sound sorter."""
        return _as(Sorter, self._get("sorter", name))

    def programme(self, name: str) -> Programme:
        """Return a sound programme."""
        return _as(Programme, self._get("programme", name))

    def signs(self) -> list[Sign]:
        """Return every sound sign, by id."""
        records = [self.reading("sign", name).record for name in self.names("sign")]
        return [record for record in records if isinstance(record, Sign)]

    def non_signs(self) -> list[NonSign]:
        """Return every sound non-sign, by id."""
        records = [self.reading("non-sign", name).record for name in self.names("non-sign")]
        return [record for record in records if isinstance(record, NonSign)]

    def readings(self) -> Iterator[tuple[str, str, Reading[Any]]]:
        """Yield kind, id and reading of every single-file record."""
        for kind in KINDS:
            for name in self.names(kind):
                yield kind, name, self.reading(kind, name)

    def cases(self) -> Iterator[CaseFolder]:
        """Yield every case folder."""
        for name in self.names("scenario"):
            yield self.case(name)


def _as(model: type[T], record: object) -> T:
    if not isinstance(record, model):
        msg = f"expected {model.__name__}, got {type(record).__name__}"
        raise TypeError(msg)
    return record
