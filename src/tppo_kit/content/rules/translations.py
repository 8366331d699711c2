"""Translations: each line has its text, is in force, quotes the same facts, and none is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from tppo_kit.content.catalogue import CASES, KINDS
from tppo_kit.content.facts import Fact, Topic
from tppo_kit.content.problems import Problem
from tppo_kit.content.programmes import Unit
from tppo_kit.content.reading import read_record
from tppo_kit.content.rules.programmes import RECORD_OF
from tppo_kit.content.texts import quotes_in, texts_of
from tppo_kit.content.translations import Translation, print_of
from tppo_kit.language import DEFAULT, LANGUAGES, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.reading import Reading
    from tppo_kit.content.texts import Text

Key = tuple[str, str]
OTHERS = tuple(language for language in LANGUAGES if language != DEFAULT)
_ADAPTER = TypeAdapter(Translation)
#: A name or two may be the same in both languages.
MOST_ALIKE = 3
#: What an explorer of this key shows; of facts, only those that pass the test below.
_SHELVES = {
    "explorer:signs": ("sign", "non-sign"),
    "explorer:services": ("agency",),
    "explorer:penalties": ("fact",),
    "explorer:facts": ("fact",),
    "explorer:corrections": ("fact",),
}


def must_be_translated(catalogue: Catalogue) -> set[Key]:
    """Return kind and id of every record that somebody meets in a unit marked ``in_english``."""
    waiting: list[Key] = []
    for name in catalogue.names("unit"):
        unit = catalogue.reading("unit", name).record
        if isinstance(unit, Unit) and unit.in_english:
            waiting.append(("unit", name))
    found: set[Key] = set()
    while waiting:
        key = waiting.pop()
        if key in found or not catalogue.has(*key):
            continue
        found.add(key)
        waiting += _met_in(catalogue.reading(*key).record, catalogue)
    return found


def _met_in(record: Any, catalogue: Catalogue) -> Iterator[Key]:  # noqa: ANN401 - any record
    """Yield kind and id of what a record shows beside its own texts."""
    if record is None:
        return
    for activity in getattr(record, "activities", ()):
        if activity in _SHELVES:
            yield from _on_shelf(activity, catalogue)
        else:
            prefix, _, name = activity.partition(":")
            kind = RECORD_OF.get(prefix, prefix)
            if kind in KINDS or kind == "scenario":
                yield kind, name
    yield from (("item", name) for name in getattr(record, "items", ()))
    for part in (record, *getattr(record, "sections", ())):
        yield from (("fact", name) for name in getattr(part, "facts", ()))
    for text in texts_of(record):
        yield from (("fact", name) for name, _ in quotes_in(text.text))


def _on_shelf(activity: str, catalogue: Catalogue) -> Iterator[Key]:
    for kind in _SHELVES[activity]:
        for name in catalogue.names(kind):
            fact = catalogue.reading(kind, name).record
            if isinstance(fact, Fact) and (
                (activity == "explorer:penalties" and not fact.deed)
                or (activity == "explorer:corrections" and fact.topic is not Topic.CORRECTION)
            ):
                continue
            yield kind, name


def to_translate(kind: str, texts: Iterable[Text]) -> list[Text]:
    """Return the texts that need a translation: no titles of sources, English terms or numbers."""
    if kind == "source":
        return []
    return [
        text
        for text in texts
        if text.place[-1] != "english" and any(sign.isalpha() for sign in text.text)
    ]


def check_translation(
    kind: str, reading: Reading[Any], texts: Sequence[Text], *, wanted: bool
) -> Iterator[Problem]:
    """Yield what is wrong with the translations that lie beside a record, or that one is missing.

    A sibling of a record that cannot be read is itself still read.
    """
    for language in OTHERS:
        path = reading.path.with_name(f"{reading.path.stem}.{language}.yml")
        own = to_translate(kind, texts)
        if not path.exists():
            if wanted and own:
                yield _missing(reading, (), [text.key for text in own])
            continue
        sibling = read_record(path, _ADAPTER)
        yield from sibling.problems
        if sibling.record is not None and reading.record is not None:
            yield from _check_lines(sibling, sibling.record, texts)
            missing = [text.key for text in own if text.key not in sibling.record.texts]
            if wanted and missing:
                yield _missing(sibling, ("texts",), missing)


def _missing(reading: Reading[Any], place: tuple[str, ...], keys: Sequence[str]) -> Problem:
    return reading.problem(
        "I902",
        place,
        say("{number} texts have no translation: {keys}", number=len(keys), keys=_few(keys)),
        say("translate them in the sibling file that ends in .en.yml"),
        warning=True,
    )


def _few(keys: Sequence[str]) -> str:
    return ", ".join(keys[:3]) + (", …" if len(keys) > len(keys[:3]) else "")


def _check_lines(
    sibling: Reading[Translation], translation: Translation, texts: Sequence[Text]
) -> Iterator[Problem]:
    known = {text.key: text.text for text in texts}
    for key, line in translation.texts.items():
        place = ("texts", key)
        text = known.get(key)
        if text is None:
            yield sibling.problem(
                "I901",
                place,
                say("the record has no text '{key}'", key=key),
                say("delete the line, or correct the key"),
            )
        elif line.of != print_of(text):
            yield sibling.problem(
                "I903",
                place,
                say("'{key}' has changed since it was translated", key=key),
                say("translate it again, then write 'of: {print}'", print=print_of(text)),
                warning=True,
            )
        elif set(quotes_in(line.text)) != set(quotes_in(text)):
            yield sibling.problem(
                "I904",
                place,
                say("'{key}' does not quote the same facts as the Indonesian text", key=key),
                say("quote the same facts; numbers are never typed in"),
            )
        elif line.text == text and len(text.split()) > MOST_ALIKE:
            yield sibling.problem(
                "I905",
                place,
                say("'{key}' still stands there in Indonesian", key=key),
                say("translate it, or delete the line"),
                warning=True,
            )


def check_strays(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem for every file with a dot in its name that belongs to no record."""
    folders = [catalogue.data / kind.folder for kind in KINDS.values()]
    for path in (file for folder in folders for file in sorted(folder.glob("*.*.yml"))):
        name, _, language = path.stem.partition(".")
        if language not in OTHERS or not path.with_name(f"{name}.yml").exists():
            yield _stray(path)
    for path in sorted((catalogue.data / CASES).glob("*/scenario.*.yml")):
        if path.stem.partition(".")[2] not in OTHERS:
            yield _stray(path)


def _stray(path: Path) -> Problem:
    return Problem(
        "I906",
        path,
        0,
        say("the file belongs to no record"),
        say("name it as the record with .en.yml at the end, or delete it"),
    )
