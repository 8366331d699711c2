"""The texts of a record: everything a person reads, by its place in the file.

One walk serves three: translation, the rules on wording, and the quoting of facts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from tppo_kit.content.model import ForReaders

if TYPE_CHECKING:
    from collections.abc import Iterator

Place = tuple[str | int, ...]
#: A fact quoted inside a text: {HUK-216} is its statement, {LAP-01.telepon} one of its values.
QUOTE = re.compile(r"\{([A-Z]{2,3}-[0-9]{2,3})(?:\.([a-z0-9]+(?:-[a-z0-9]+)*))?\}")


class Text(NamedTuple):
    """One text: where it stands in the file, the name it keeps in translations, what it says."""

    place: Place
    key: str
    text: str


def texts_of(record: BaseModel) -> list[Text]:
    """Return every text of a record that people read, in the order of the model.

    In ``key``, an entry of a list goes by its ``id`` where it has one, else by its number, so
    that a translation survives a new order.
    """
    return list(_walk(record, (), ()))


@cache
def _is_read(model: type[BaseModel], field: str) -> bool:
    info = model.model_fields[field]
    if any(isinstance(mark, ForReaders) for mark in info.metadata):
        return True
    return _marked(info.annotation)


def _marked(annotation: Any) -> bool:  # noqa: ANN401 - any type at all
    if any(isinstance(mark, ForReaders) for mark in getattr(annotation, "__metadata__", ())):
        return True
    return any(_marked(part) for part in getattr(annotation, "__args__", ()))


def _walk(value: object, place: Place, key: tuple[str, ...]) -> Iterator[Text]:
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            here = (*place, info.alias or name)
            inner = getattr(value, name)
            if _is_read(type(value), name):
                yield from _texts(inner, here, (*key, info.alias or name))
            elif isinstance(inner, BaseModel | dict | list):
                yield from _walk(inner, here, (*key, info.alias or name))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _walk(inner, (*place, name), (*key, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            own = getattr(inner, "id", None)
            yield from _walk(inner, (*place, number), (*key, own or str(number)))


def _texts(value: object, place: Place, key: tuple[str, ...]) -> Iterator[Text]:
    if isinstance(value, str):
        if value:
            yield Text(place, ".".join(key), value)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number), (*key, str(number)))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*place, name), (*key, name))


def quotes_in(text: str) -> list[tuple[str, str]]:
    """Return the id and the value name (or nothing) of every fact that a text quotes."""
    return [(match[1], match[2] or "") for match in QUOTE.finditer(text)]
