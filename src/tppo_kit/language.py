"""Interface texts in Indonesian and English: messages are kept untranslated until shown."""

from __future__ import annotations

import datetime as dt
import gettext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = "id"
LANGUAGES = ("id", "en")
LOCALE_FOLDER = Path(__file__).parent / "locale"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the gettext catalogue of a language; English is the language of the source."""
    return gettext.translation("tppo_kit", LOCALE_FOLDER, [language], fallback=True)


def translate(text: str, language: str) -> str:
    """Return an English interface text in the wanted language."""
    return catalogue(language).gettext(text) if text else ""


def known(language: str | None) -> str:
    """Return the language if the kit speaks it, else Indonesian."""
    return language if language in LANGUAGES else DEFAULT


@dataclass(frozen=True, slots=True)
class Message:
    """An interface sentence, its values apart, so that it can be shown in any language."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def render(self, language: str) -> str:
        """Return the sentence in a language, values filled in (messages nest)."""
        values = {name: _readable(value, language) for name, value in self.values.items()}
        return translate(self.text, language).format(**values)


_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}


def day_in_words(day: dt.date | str, language: str) -> str:
    """Return a day such as 22 November 2026; a text that is no ISO date comes back as it is."""
    if isinstance(day, str):
        try:
            day = dt.date.fromisoformat(day)
        except ValueError:
            return str(day)
    month = _MONTHS[known(language)].split()[day.month - 1]
    return f"{day.day} {month} {day.year}"


def _readable(value: object, language: str) -> object:
    if isinstance(value, Message):
        return value.render(language)
    if isinstance(value, dt.date):
        return day_in_words(value, language)
    if isinstance(value, float):
        number = f"{value:.2f}".replace("-", "−")
        return number.replace(".", ",") if language == "id" else number
    return value


def say(text: str, **values: object) -> Message:
    """Mark an English sentence for translation; ``{name}`` stands for a value."""
    return Message(text, values)


def shown(text: Message | str, language: str) -> str:
    """Return what a person reads: content as it is, interface messages translated."""
    return text.render(language) if isinstance(text, Message) else text
