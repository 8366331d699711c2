"""Facts quoted inside texts: filled in when a view is drawn, so that a date may have passed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from tppo_kit.content.texts import QUOTE
from tppo_kit.language import day_in_words, say, shown

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import FactNote
    from tppo_kit.language import Message

Facts = Callable[[str], "FactNote | None"]
# Letters that no text may hold: they mark a quote until the HTML around it is escaped.
_OPEN, _BETWEEN, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}([A-Z0-9-]+){_BETWEEN}([^{_CLOSE}]*){_CLOSE}")
#: Letters of a quote that is still a value inside a sentence.
LONGEST_VALUE = 40
_AGAIN = say("check again")
_UNKNOWN = say("unknown fact")


def no_facts(_name: str) -> FactNote | None:
    """Return None: a host without facts."""
    return None


class Quotes:
    """What one drawing quotes, and what it shows for it."""

    def __init__(self, facts: Facts, language: str, today: str) -> None:
        """Take where facts come from, the language, and the day (ISO; none means any)."""
        self.facts = facts
        self.language = language
        self.today = today
        self.used: dict[str, FactNote] = {}

    def is_overdue(self, note: FactNote) -> bool:
        """Tell whether a fact is past the day it had to be checked again."""
        return bool(self.today) and self.today > note.check_by

    def note(self, name: str) -> FactNote | None:
        """Return a fact shown in full; it needs no line among the quoted ones."""
        return self.facts(name)

    def fill(self, text: str | Message) -> str:
        """Return a text as shown, each quoted fact between marks."""
        return QUOTE.sub(self._quoted, shown(text, self.language))

    def _quoted(self, match: re.Match[str]) -> str:
        name, value = match[1], match[2]
        note = self.facts(name)
        if note is None or (value and value not in note.values):
            return f"[{_UNKNOWN.render(self.language)}: {match[0][1:-1]}]"
        self.used[name] = note
        text = note.values[value] if value else note.statement
        if self.is_overdue(note):
            text = f"{_AGAIN.render(self.language)} ({day_in_words(note.check_by, self.language)})"
        return f"{_OPEN}{name}{_BETWEEN}{text}{_CLOSE}"


def plain(text: str) -> str:
    """Return a filled text without its marks."""
    return _MARKED.sub(r"\2", text)


def marked_up(html: str) -> str:
    """Return HTML in which each quote is an element that names its fact.

    A short value is underlined; a whole statement reads better without.
    """

    def element(match: re.Match[str]) -> str:
        kind = "quote" if len(match[2]) <= LONGEST_VALUE else "quote whole"
        return f'<span class="{kind}" data-fact="{match[1]}">{match[2]}</span>'

    return _MARKED.sub(element, html)
