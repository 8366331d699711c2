"""Why a value does not fit is said in the reader's language."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from tppo_kit.content.model import Model
from tppo_kit.content.reasons import _BOUNDS, _TYPES, Unfit, reason_of
from tppo_kit.language import Message, say, translate


class Colour(StrEnum):
    """Two words."""

    RED = "red"
    BLUE = "blue"


def reasons(kind, value):
    """Return why a value does not fit a type."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return [reason_of(detail) for detail in error.errors(include_url=False)]
    return []


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        (str, 7, "a text is needed; put it in quotation marks"),
        (int, "tujuh", "a whole number is needed"),
        (int, 2.5, "a whole number is needed"),
        (int, [], "a whole number is needed"),
        (bool, "mungkin", "'true' or 'false' is needed"),
        (list[str], "a", "a list is needed, each entry on a line of its own with '- '"),
        (dict[str, str], "a", "keys with values are needed, each on a line of its own"),
        (Model, "a", "keys with values are needed, each on a line of its own"),
        (dt.date, "besok", "a date is needed, such as 2026-11-22"),
        (dt.date, [], "a date is needed, such as 2026-11-22"),
        (Annotated[str, Field(min_length=3)], "a", "it is empty or shorter than 3 characters"),
        (Annotated[str, Field(max_length=3)], "abcd", "it is longer than 3 characters"),
        (Annotated[list[int], Field(min_length=1)], [], "at least 1 are needed"),
        (Annotated[list[int], Field(max_length=1)], [1, 2], "at most 1 are allowed"),
        (Annotated[int, Field(ge=3)], 2, "it must be 3 or more"),
        (Annotated[int, Field(le=3)], 4, "it must be 3 or less"),
        (Annotated[str, Field(pattern="^[a-z]+$")], "A", "it does not have the form ^[a-z]+$"),
        (Literal["a", "b", "c"], "d", "it must be one of: 'a', 'b', 'c'"),
        (Colour, "green", "it must be one of: 'red', 'blue'"),
    ],
)
def test_a_reason_is_a_plain_sentence(kind, value, reason):
    """The kinds of error that content can make have words of our own, in both languages."""
    found = reasons(kind, value)

    assert [message.render("en") for message in found] == [reason]
    assert isinstance(found[0], Message)


def test_reasons_given_by_a_record_are_kept():
    """What a model says about its own fields is passed on untranslated."""
    detail = {"type": "value_error", "ctx": {"error": Unfit(say("two are the same"))}, "msg": "x"}

    assert reason_of(detail) == say("two are the same")
    assert str(detail["ctx"]["error"]) == "two are the same"


def test_an_unknown_kind_of_error_keeps_its_words():
    """A reason is never empty."""
    assert reason_of({"type": "something_new", "msg": "Something new"}) == "Something new"


def test_every_reason_is_translated():
    """An Indonesian reader never meets an English reason."""
    texts = [message.text for message in _TYPES.values()]
    texts += [message("3").text for _, message in _BOUNDS.values()]

    assert [text for text in texts if translate(text, "id") == text] == []
