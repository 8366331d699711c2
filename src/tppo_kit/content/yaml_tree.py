"""Reading a YAML file into plain values with the line of each, within strict bounds.

The fast event parser of libyaml does the reading; values are resolved by the rules of YAML 1.2
(so that ``no`` and ``on`` stay words). Anchors, aliases and tags are refused: trainers do not
need them and hostile files do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from tppo_kit.content.problems import Problem
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE = 256 * 1024
DEEPEST = 12
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"^[-+]?[0-9]{1,9}$")
_FLOAT = re.compile(r"^[-+]?[0-9]{1,9}\.[0-9]{1,9}$")
#: Could steer a terminal or hide text; line feed, carriage return and tab are allowed.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

Place = tuple[str | int, ...]


@dataclass(slots=True)
class Tree:
    """Plain values of a file and the line of every key and entry."""

    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class _Unreadable(Exception):  # noqa: N818 - private
    def __init__(self, code: str, line: int, what: Message, mend: Message) -> None:
        super().__init__(code)
        self.found = (code, line, what, mend)


def _not_text(line: int) -> _Unreadable:
    return _Unreadable(
        "S101",
        line,
        say("this holds signs that are not text"),
        say("type the line again, or replace the file by a text file"),
    )


def read_text(path: Path) -> str:
    """Return the text of a file, or raise a private error that becomes a finding."""
    size = path.stat().st_size
    if not path.is_file():
        raise _Unreadable(
            "S100", 0, say("this is not a file"), say("replace it by a text file, or delete it")
        )
    if size > LARGEST_FILE:
        raise _Unreadable(
            "S102",
            0,
            say(
                "the file is {size} KB; the limit is {most} KB",
                size=size // 1024,
                most=LARGEST_FILE // 1024,
            ),
            say("split it, or take out what does not belong"),
        )
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = say("the file is not UTF-8 text")
        raise _Unreadable("S101", line, what, say("save it again as UTF-8")) from None
    control = _CONTROL.search(text)
    if control:
        raise _not_text(text.count("\n", 0, control.start()) + 1)
    return text


def read_guarded(path: Path, tree: Tree) -> str:
    """Return the text of a file; what is wrong becomes a problem of the tree, and no text."""
    try:
        return read_text(path)
    except _Unreadable as unreadable:
        code, line, what, mend = unreadable.found
        tree.problems.append(Problem(code, path, line, what, mend))
    except OSError as error:
        what = say("the file cannot be read: {reason}", reason=error.strerror or "?")
        mend = say("check that it exists and that you may read it")
        tree.problems.append(Problem("S100", path, 0, what, mend))
    return ""


def read_tree(path: Path) -> Tree:
    """Read a YAML file; whatever is wrong becomes a problem of the tree, never an exception."""
    tree = Tree()
    text = read_guarded(path, tree)
    if tree.problems:
        return tree
    try:
        _build(tree, text)
    except _Unreadable as unreadable:
        code, line, what, mend = unreadable.found
        tree.value = None
        tree.problems.append(Problem(code, path, line, what, mend))
    except yaml.YAMLError as error:
        tree.value = None
        tree.problems.append(_syntax_problem(path, error))
    return tree


def _syntax_problem(path: Path, error: yaml.YAMLError) -> Problem:
    mark: Any = getattr(error, "problem_mark", None)
    line = int(getattr(mark, "line", -1)) + 1
    return Problem(
        "S103",
        path,
        line,
        say(
            "YAML cannot be read here: {reason}", reason=getattr(error, "problem", "") or str(error)
        ),
        say(
            "check the spaces at the start of the line, and put quotation marks around "
            "text that holds a colon"
        ),
    )


def _build(tree: Tree, text: str) -> None:
    if not text.strip():
        raise _Unreadable(
            "S107", 0, say("the file is empty"), say("fill it from a template, or delete it")
        )
    events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
    for event in events:
        if isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            continue
        if isinstance(event, yaml.StreamEndEvent):
            return
        tree.value = _node(event, events, (), tree)
        break
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            raise _Unreadable(
                "S108",
                _line(event),
                say("a second document starts here"),
                say("keep one document per file; delete the line '---'"),
            )


def _node(event: Any, events: Iterator[Any], place: Place, tree: Tree) -> Any:  # noqa: ANN401
    line = _line(event)
    tree.lines.setdefault(place, line)
    if len(place) > DEEPEST:
        raise _Unreadable(
            "S106", line, say("nested too deeply"), say("follow the shape of the template")
        )
    if isinstance(event, yaml.AliasEvent) or event.anchor or _has_tag(event):
        raise _marked(line)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, place, tree)
    return _mapping(events, place, tree)


def _marked(line: int) -> _Unreadable:
    return _Unreadable(
        "S104",
        line,
        say("anchors (&), aliases (*) and tags (!) are not allowed"),
        say("write the value out; put quotation marks around text that starts with & * or !"),
    )


def _line(event: Any) -> int:  # noqa: ANN401 - PyYAML's events are typed in part
    return int(event.start_mark.line) + 1


def _has_tag(event: Any) -> bool:  # noqa: ANN401 - PyYAML's events are not typed
    return event.tag is not None and event.tag != "!"


def _sequence(events: Iterator[Any], place: Place, tree: Tree) -> list[Any]:
    values: list[Any] = []
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        values.append(_node(event, events, (*place, len(values)), tree))
    return values


def _mapping(events: Iterator[Any], place: Place, tree: Tree) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        line = _line(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _Unreadable(
                "S109", line, say("a key must be one word"), say("write 'key: value' on this line")
            )
        if event.anchor or _has_tag(event):
            raise _marked(line)
        key = event.value
        if _CONTROL.search(key):
            raise _not_text(line)
        if key in values:
            raise _Unreadable(
                "S105",
                line,
                say("'{key}' stands here twice", key=key),
                say(
                    "keep one of the two; the first is on line {line}",
                    line=tree.lines[(*place, key)],
                ),
            )
        tree.lines[(*place, key)] = line
        values[key] = _node(next(events), events, (*place, key), tree)
    return values


def _scalar(event: Any) -> Any:  # noqa: ANN401
    text = event.value
    if _CONTROL.search(text):
        raise _not_text(_line(event))
    if event.style or not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text
