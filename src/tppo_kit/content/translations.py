"""Translations: a sibling file with the same keys, each line bound to what it translates."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, Field

from tppo_kit.content.model import Model, Sentence
from tppo_kit.content.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Record = TypeVar("Record", bound=BaseModel)

_LETTERS = str.maketrans("0123456789", "ghijklmnop")


class Line(Model):
    """One translated text, and the fingerprint of what it translates."""

    of: str = Field(pattern=r"^[a-p]{6}$", description="Fingerprint of the Indonesian text.")
    text: Sentence = Field(description="The translation.")


class Translation(Model):
    """All translated texts of one record; lies beside it as ``<name>.en.yml``."""

    format: Literal["translation/1"] = Field(description="Version of this format.")
    texts: dict[str, Line] = Field(description="Key of the text, and its translation.")


def print_of(text: str) -> str:
    """Return the six letters that bind a translation to its text.

    Letters only: six hexadecimal digits may look like a number to a reader of YAML.
    """
    return hashlib.sha256(text.encode()).hexdigest()[:6].translate(_LETTERS)


def translated(record: Record, translation: Translation) -> Record:
    """Return the record with every text that has a translation in force.

    A line whose Indonesian text has changed since is left out: better the right thing in
    another language than the wrong thing in one's own. The fingerprint stays that of the
    record, so an attempt goes on in either language.
    """
    wanted = {}
    for text in texts_of(record):
        line = translation.texts.get(text.key)
        if line is not None and line.of == print_of(text.text):
            wanted[text.place] = line.text
    if not wanted:
        return record
    copy: Record = _replaced(record, (), wanted)
    if isinstance(copy, Model) and isinstance(record, Model):
        copy.stand_for(record)
    return copy


def _replaced(value: Any, place: tuple[str | int, ...], wanted: Mapping[Any, str]) -> Any:  # noqa: ANN401
    if place in wanted:
        return wanted[place]
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        update = {
            name: _replaced(getattr(value, name), (*place, info.alias or name), wanted)
            for name, info in fields
        }
        return value.model_copy(update=update)
    if isinstance(value, dict):
        return {key: _replaced(inner, (*place, key), wanted) for key, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, (*place, n), wanted) for n, inner in enumerate(value)]
    return value
