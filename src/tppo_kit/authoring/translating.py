"""Translating content: what is missing goes out as plain keys and texts, and comes back in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from tppo_kit.content.catalogue import KINDS, Catalogue
from tppo_kit.content.model import Sentence
from tppo_kit.content.rules.translations import to_translate
from tppo_kit.content.texts import texts_of
from tppo_kit.content.translations import print_of
from tppo_kit.content.yaml_tree import read_tree
from tppo_kit.errors import KitError
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tppo_kit.content.texts import Text


_GIVEN = TypeAdapter(dict[str, dict[str, Sentence]], config={"strict": True})


def missing_texts(catalogue: Catalogue, names: Iterable[str], language: str) -> dict[str, Any]:
    """Return, for each ``kind:id``, the texts without a translation in force, by key.

    Raises:
        KitError: if there is no sound record of a name.
    """
    missing = {}
    for name in names:
        kind, record = _record(catalogue, name)
        lines = _lines(catalogue, kind, record.id, language)
        wanted = to_translate(kind, texts_of(record))
        open_texts = {text.key: text.text for text in wanted if not _holds(lines, text)}
        if open_texts:
            missing[name] = open_texts
    return missing


def take_texts(catalogue: Catalogue, path: Path, language: str) -> list[Path]:
    """Write translated texts beside their records, each bound to what it translates.

    The file maps ``kind:id`` to keys and texts, as ``missing_texts`` gave them. Lines that are
    in force and not in the file stay; lines of texts that are gone are dropped.

    Raises:
        KitError: if the file cannot be read or names what does not exist; then nothing is written.
    """
    written = {}
    for name, given in _read(path).items():
        kind, record = _record(catalogue, name)
        texts = {text.key: text for text in texts_of(record)}
        unknown = sorted(set(given) - set(texts))
        if unknown:
            raise KitError(
                say("{name} has no text '{key}'; nothing was written.", name=name, key=unknown[0])
            )
        lines = _lines(catalogue, kind, record.id, language)
        kept = {text.key: lines[text.key] for text in texts.values() if _holds(lines, text)}
        new = {key: {"of": print_of(texts[key].text), "text": text} for key, text in given.items()}
        both = {**kept, **new}
        ordered = {key: both[key] for key in texts if key in both}
        target = catalogue.path(kind, record.id, f".{language}")
        written[target] = {"format": "translation/1", "texts": ordered}
    for target, data in written.items():
        target.write_text(as_yaml(data), encoding="utf-8")
    return list(written)


def _read(path: Path) -> dict[str, dict[str, str]]:
    tree = read_tree(path)
    if tree.problems:
        raise KitError(say("{path} is not a file of translations.", path=path))
    try:
        return _GIVEN.validate_python(tree.value)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise KitError(
            say("{path} is no file of translations: look at '{place}'.", path=path, place=place)
        ) from error


def as_yaml(data: dict[str, Any]) -> str:
    """Return data as YAML in the order given, letters as they are."""
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    return text


def _record(catalogue: Catalogue, name: str) -> tuple[str, Any]:
    kind, _, own = name.partition(":")
    if kind != "scenario" and kind not in KINDS:
        raise KitError(say("there is no activity '{activity}'", activity=name))
    record = catalogue.reading(kind, own).record if catalogue.has(kind, own) else None
    if not isinstance(record, BaseModel):
        raise KitError(say("there is no {kind} with the name '{name}'", kind=kind, name=own))
    return kind, record


def _lines(catalogue: Catalogue, kind: str, name: str, language: str) -> dict[str, dict[str, str]]:
    reading = catalogue.translation(kind, name, language)
    if reading is None:
        return {}
    if reading.record is None:
        raise KitError(
            say(
                "{file} has faults; mend it first, so that nothing in it is lost.",
                file=reading.path.name,
            )
        )
    return {key: line.model_dump() for key, line in reading.record.texts.items()}


def _holds(lines: dict[str, dict[str, str]], text: Text) -> bool:
    return text.key in lines and lines[text.key]["of"] == print_of(text.text)
