"""Why a value does not fit its field, as sentences in the language of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable


class Unfit(ValueError):  # noqa: N818 - reads as a sentence: "the record is unfit because"
    """A record whose fields do not fit together; raised inside the models."""

    def __init__(self, message: Message) -> None:
        """Keep the untranslated message."""
        super().__init__(message.render("en"))
        self.message = message


_TYPES = {
    "string_type": say("a text is needed; put it in quotation marks"),
    "int_type": say("a whole number is needed"),
    "int_parsing": say("a whole number is needed"),
    "int_from_float": say("a whole number is needed"),
    "bool_type": say("'true' or 'false' is needed"),
    "bool_parsing": say("'true' or 'false' is needed"),
    "list_type": say("a list is needed, each entry on a line of its own with '- '"),
    "dict_type": say("keys with values are needed, each on a line of its own"),
    "model_type": say("keys with values are needed, each on a line of its own"),
    "model_attributes_type": say("keys with values are needed, each on a line of its own"),
    "date_from_datetime_parsing": say("a date is needed, such as 2026-11-22"),
    "date_parsing": say("a date is needed, such as 2026-11-22"),
    "date_type": say("a date is needed, such as 2026-11-22"),
    "none_required": say("this must stay empty"),
    "union_tag_invalid": say("'kind' is not one of the known kinds"),
    "union_tag_not_found": say("'kind' is missing"),
}
_BOUNDS: dict[str, tuple[str, Callable[[str], Message]]] = {
    "string_too_short": (
        "min_length",
        lambda bound: say("it is empty or shorter than {bound} characters", bound=bound),
    ),
    "string_too_long": (
        "max_length",
        lambda bound: say("it is longer than {bound} characters", bound=bound),
    ),
    "too_short": ("min_length", lambda bound: say("at least {bound} are needed", bound=bound)),
    "too_long": ("max_length", lambda bound: say("at most {bound} are allowed", bound=bound)),
    "greater_than_equal": ("ge", lambda bound: say("it must be {bound} or more", bound=bound)),
    "less_than_equal": ("le", lambda bound: say("it must be {bound} or less", bound=bound)),
    "string_pattern_mismatch": (
        "pattern",
        lambda bound: say("it does not have the form {bound}", bound=bound),
    ),
    "literal_error": ("expected", lambda bound: say("it must be one of: {bound}", bound=bound)),
    "enum": ("expected", lambda bound: say("it must be one of: {bound}", bound=bound)),
}


def reason_of(detail: Any) -> Message | str:  # noqa: ANN401 - pydantic's error dictionary
    """Return why a value does not fit; a kind of error not known here in pydantic's words."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _TYPES:
        return _TYPES[kind]
    if kind in _BOUNDS:
        name, message = _BOUNDS[kind]
        return message(str(context.get(name, "?")).replace(" or ", ", "))
    error = context.get("error")
    return error.message if isinstance(error, Unfit) else str(detail["msg"])
