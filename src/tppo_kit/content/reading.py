"""Reading one record: a file becomes a model, or problems with lines, or both."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from tppo_kit.content.cases import Playthrough, Scenario
from tppo_kit.content.problems import Problem
from tppo_kit.content.reasons import reason_of
from tppo_kit.content.yaml_tree import Tree, read_guarded, read_tree
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")
_PLAYTHROUGHS = TypeAdapter(list[Playthrough])
_HEADING = re.compile(r"^##\s+(\S.*?)\s*$")
#: What a note puts into the facilitator's mouth: a question in quotation marks after a colon.
_QUESTION = re.compile(r":\s+“([^“”]+\?)”")


@dataclass(slots=True)
class Reading(Generic[T]):
    """What one file gave: the record if it could be made, the tree for lines, the problems."""

    path: Path
    tree: Tree
    record: T | None = None
    problems: list[Problem] = field(default_factory=list)

    def problem(
        self,
        code: str,
        place: tuple[str | int, ...],
        what: Message,
        mend: Message,
        *,
        warning: bool = False,
    ) -> Problem:
        """Return a finding at a place in this file."""
        return Problem(code, self.path, self.tree.line(place), what, mend, warning)


@dataclass(slots=True)
class Notes:
    """The facilitator's notes of a case, by step."""

    path: Path
    texts: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def questions(self, step: str) -> list[str]:
        """Return the questions that the facilitator asks the room at a step, none for some."""
        text = " ".join(" ".join(self.texts.get(step, [])).split())
        return [str(found) for found in _QUESTION.findall(text)]


@dataclass(slots=True)
class CaseFolder:
    """A case with what lies beside it."""

    folder: Path
    scenario: Reading[Scenario]
    playthroughs: Reading[list[Playthrough]]
    notes: Notes


def read_record(path: Path, model: TypeAdapter[T]) -> Reading[T]:
    """Read one YAML file into a model."""
    tree = read_tree(path)
    reading: Reading[T] = Reading(path, tree, problems=list(tree.problems))
    if tree.problems:
        return reading
    try:
        reading.record = model.validate_python(tree.value)
    except ValidationError as error:
        reading.problems.extend(_shape_problems(reading, error))
    return reading


def read_case(folder: Path) -> CaseFolder:
    """Read a case folder: scenario.yml, playthroughs.yml and notes.md."""
    return CaseFolder(
        folder=folder,
        scenario=read_record(folder / "scenario.yml", TypeAdapter(Scenario)),
        playthroughs=read_record(folder / "playthroughs.yml", _PLAYTHROUGHS),
        notes=read_notes(folder / "notes.md"),
    )


def read_notes(path: Path) -> Notes:
    """Return the facilitator's note for each step id, the lines, and what was unreadable."""
    notes = Notes(path)
    tree = Tree()
    text = read_guarded(path, tree)
    notes.problems = tree.problems
    current: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        heading = _HEADING.match(line)
        if heading:
            current = notes.texts.setdefault(heading.group(1), [])
            notes.lines.setdefault(heading.group(1), number)
        else:
            current.append(line)
    return notes


def _shape_problems(reading: Reading[Any], error: ValidationError) -> list[Problem]:
    problems = []
    for detail in error.errors(include_url=False):
        place = _place(
            reading.tree,
            detail["loc"],
            missing=detail["type"] == "missing",
            tag=detail["type"] == "union_tag_invalid",
        )
        key = next((part for part in reversed(place) if isinstance(part, str)), "")
        code, what, mend = _explain(detail, key, place, reading.tree)
        problems.append(reading.problem(code, place, what, mend))
    return problems


def _place(
    tree: Tree, location: tuple[str | int, ...], *, missing: bool, tag: bool
) -> tuple[str | int, ...]:
    """Return the location without the union labels that pydantic puts in between.

    A missing key stands nowhere in the file and an unknown kind under ``kind``; both are named
    all the same.
    """
    place: tuple[str | int, ...] = ()
    for part in location:
        if (*place, part) in tree.lines:
            place = (*place, part)
    if missing and location:
        return (*place, location[-1])
    if (*place, "kind") in tree.lines and tag:
        return (*place, "kind")
    return place


def _explain(
    detail: Any,  # noqa: ANN401 - pydantic's error dictionary
    key: str,
    place: tuple[str | int, ...],
    tree: Tree,
) -> tuple[str, Message, Message]:
    kind = detail["type"]
    if kind == "missing":
        return (
            "S111",
            say("'{key}' is missing", key=key),
            say("add the line '{key}: …'; the template shows how", key=key),
        )
    if kind == "extra_forbidden":
        near = _nearest(key)
        mend = (
            say("did you mean '{near}'?", near=near)
            if near
            else say("delete this line, or see the template for the known keys")
        )
        return "S110", say("'{key}' is not a known key", key=_short(key)), mend
    what = (
        say("'{key}' does not fit: {reason}", key=key, reason=reason_of(detail))
        if key
        else say("this does not fit together: {reason}", reason=reason_of(detail))
    )
    mend = say(
        "compare with the same line in the template (found: {found})",
        found=_short(_found(tree.value, place)),
    )
    return "S112", what, mend if key else say("compare with the template")


def _found(value: Any, place: tuple[str | int, ...]) -> Any:  # noqa: ANN401
    for part in place:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _short(value: Any) -> str:  # noqa: ANN401
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004 - fits on one line


def _nearest(key: str) -> str:
    """Return the known key that was probably meant, or nothing."""
    from tppo_kit.content.schemas import known_keys  # noqa: PLC0415 - only when needed

    # Comparing is slow; whoever shares neither beginning nor end with a key did not mean it.
    likely = [name for name in known_keys() if name[0] == key[:1] or name[-1] == key[-1:]]
    return next(iter(difflib.get_close_matches(key[:60], likely, n=1)), "")
