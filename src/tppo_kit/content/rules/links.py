"""Links: everything a record names exists, and every record is named as its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from tppo_kit.content.catalogue import folder_of
from tppo_kit.content.model import Citation
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.content.cases import Choice, Scenario
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.reading import Reading

Place = tuple[str | int, ...]

#: Fields whose value is the id of a record of a kind.
_REFERENCES = {
    "teaches": "sign",
    "signs": "sign",
    "supports": "sign",
    "explains": "sign",
    "sign": "sign",
    "non_sign": "non-sign",
    "non_signs": "non-sign",
    "items": "item",
    "facts": "fact",
    "agency": "agency",
    "resembles": "sign",
    "units": "unit",
}


def check_links(
    kind: str, name: str, reading: Reading[Any], catalogue: Catalogue
) -> Iterator[Problem]:
    """Yield a problem for every name that leads nowhere."""
    record = reading.record
    if record is None:
        return
    if record.id != name:
        yield reading.problem(
            "L206",
            ("id",),
            say("the id '{id}' is not the name of the file or folder", id=record.id),
            say("write 'id: {name}', or rename the file or folder", name=name),
        )
    for place, wanted, target in named(record, ()):
        if not catalogue.has(wanted, target):
            yield reading.problem(
                _CODES[wanted],
                place,
                say("there is no {kind} '{target}'", kind=wanted, target=target),
                say(
                    "correct the name; the folder data/{folder} lists what exists",
                    folder=folder_of(wanted),
                ),
            )
    if kind in {"item", "scenario", "message"} and hasattr(record, "twin"):
        yield from _check_twin(kind, reading, catalogue)


_CODES = {
    "sign": "L202",
    "source": "L203",
    "non-sign": "L207",
    "item": "L208",
    "fact": "L214",
    "agency": "L215",
    "unit": "L216",
}


def named(value: object, place: Place) -> Iterator[tuple[Place, str, str]]:
    """Yield place, kind and id of every record that a value names, sources included."""
    if isinstance(value, Citation):
        yield (*place, "source"), "source", value.source
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            inner = getattr(value, name)
            if name in _REFERENCES and _is_names(inner):
                yield from _ids(inner, (*place, info.alias or name), _REFERENCES[name])
            elif isinstance(inner, _HOLDERS):
                yield from named(inner, (*place, info.alias or name))
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(inner, _HOLDERS):
                yield from named(inner, (*place, key))


#: What may hold names further down; everything else is passed over at once.
_HOLDERS = (BaseModel, dict, list)


def _is_names(value: object) -> bool:
    parts = value if isinstance(value, list) else [value]
    return all(isinstance(part, str) for part in parts)


def _ids(value: object, place: Place, kind: str) -> Iterator[tuple[Place, str, str]]:
    if isinstance(value, list):
        yield from (((*place, number), kind, name) for number, name in enumerate(value))
    elif isinstance(value, str):
        yield place, kind, value


def _check_twin(kind: str, reading: Reading[Any], catalogue: Catalogue) -> Iterator[Problem]:
    record: Any = reading.record
    if not catalogue.has(kind, record.twin):
        yield reading.problem(
            "B405",
            ("twin",),
            say("the twin '{twin}' does not exist", twin=record.twin),
            say("write the look-alike of the opposite truth, or correct the name"),
            warning=True,
        )
        return
    other = catalogue.reading(kind, record.twin).record
    if other is None:
        return
    if getattr(other, "twin", None) != record.id:
        yield reading.problem(
            "B405",
            ("twin",),
            say("'{twin}' does not name this one as its twin", twin=record.twin),
            say("twins name each other; correct one of the two"),
            warning=True,
        )
    elif _rung(other).calls_for_action == _rung(record).calls_for_action:
        yield reading.problem(
            "B405",
            ("truth",),
            say("both twins call for action, or both are harmless"),
            say("one of the two must be harmless: no-concern or inform"),
            warning=True,
        )
    elif kind == "scenario" and abs(len(other.steps) - len(record.steps)) > 2:  # noqa: PLR2004
        yield reading.problem(
            "B405",
            ("steps",),
            say(
                "{own} steps here and {other} in the twin",
                own=len(record.steps),
                other=len(other.steps),
            ),
            say("let them differ by two steps at most, so that length tells nothing"),
            warning=True,
        )


def _rung(record: Any) -> Any:  # noqa: ANN401 - a scenario holds its rung in a truth
    return getattr(record.truth, "rung", record.truth)


def check_case_links(reading: Reading[Scenario]) -> Iterator[Problem]:
    """Yield a problem for every step, variable or piece of evidence that is not declared."""
    scenario = reading.record
    if scenario is None:
        return
    if scenario.start not in scenario.steps:
        yield reading.problem(
            "L201",
            ("start",),
            say("there is no step '{step}'", step=scenario.start),
            say("name one of the steps below"),
        )
    for step_id, step in scenario.steps.items():
        for number, choice in enumerate(step.choices):
            place: Place = ("steps", step_id, "choices", number)
            if choice.leads_to not in scenario.steps:
                yield reading.problem(
                    "L201",
                    (*place, "leads_to"),
                    say("there is no step '{step}'", step=choice.leads_to),
                    say("correct the name, or write that step"),
                )
            yield from _check_changes(reading, scenario, choice, place)
        ids = [choice.id for choice in step.choices]
        for double in sorted({name for name in ids if ids.count(name) > 1}):
            yield reading.problem(
                "L209",
                ("steps", step_id),
                say("two choices of this step have the id '{id}'", id=double),
                say("give each choice its own id"),
            )


def _check_changes(
    reading: Reading[Scenario], scenario: Scenario, choice: Choice, place: Place
) -> Iterator[Problem]:
    for name, change in choice.changes.items():
        here = (*place, "changes", name)
        variable = scenario.state.get(name)
        if variable is None:
            yield reading.problem(
                "L205",
                here,
                say("'{name}' is not declared under 'state'", name=name),
                say("declare it there, or correct the name"),
            )
            continue
        wanted = {"Counter": int, "Flag": bool, "EvidenceSet": list}[type(variable).__name__]
        if type(change) is not wanted:
            yield reading.problem(
                "L210",
                here,
                say("this change does not fit '{name}'", name=name),
                say("numbers take +1 or -1, flags take true, evidence takes a list of ids"),
            )
        elif isinstance(change, list):
            for unknown in [item for item in change if item not in scenario.evidence]:
                yield reading.problem(
                    "L204",
                    here,
                    say("there is no evidence '{id}'", id=unknown),
                    say("describe it under 'evidence', or correct the name"),
                )
