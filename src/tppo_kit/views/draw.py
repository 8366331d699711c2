"""Drawing a view with Jinja2: the same blocks as HTML (escaped) or as plain text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup, escape

from tppo_kit.language import Message, day_in_words, shown, translate
from tppo_kit.views.quotes import Facts, Quotes, marked_up, no_facts, plain

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from tppo_kit.activities.blocks import View

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"


@pass_context
def _filled(context: Context, text: str | Message) -> str:
    quotes = context.get("quotes")
    if isinstance(quotes, Quotes):
        return quotes.fill(text)
    return shown(text, str(context["language"]))


@cache
def environment(language: str, *, html: bool = True) -> Environment:
    """Return the template environment of a language; HTML is escaped always."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=html,  # noqa: S701 - plain text has nothing to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["t"] = _filled
    made.filters["slug"] = slug
    made.filters["day"] = lambda day: day_in_words(day, language)
    made.filters["plain"] = plain
    made.filters["paragraphs"] = paragraphs
    made.globals["_"] = lambda text: translate(text, language)
    made.globals["language"] = language
    made.tests["block"] = lambda value, name: type(value).__name__ == name
    return made


def slug(text: object) -> str:
    """Return a text as part of an HTML id."""
    return re.sub(r"[^a-zA-Z0-9]+", "-", str(text)).strip("-").lower()


def paragraphs(text: str) -> Markup:
    """Return text as HTML paragraphs, split at empty lines."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(escape(part)) for part in parts)


def draw_html(  # noqa: PLR0913 - all but two go by name
    view: View,
    language: str,
    *,
    place: str = "stage",
    notice: Message | None = None,
    today: str = "",
    facts: Facts = no_facts,
) -> str:
    """Return a view as an HTML fragment.

    Args:
        view: what to draw.
        language: of the interface texts.
        place: start of every id, so that several stages may share a page.
        notice: a sentence to say first.
        today: ISO date; sources and facts past their date are marked, none without it.
        facts: where quoted facts are looked up.
    """
    template = environment(language).get_template("view.html")
    quotes = Quotes(facts, language, today)
    html = template.render(
        view=view, place=place, notice=notice, today=today, level=2, quotes=quotes
    )
    return marked_up(html)


def draw_text(view: View, language: str, *, today: str = "", facts: Facts = no_facts) -> str:
    """Return a view as plain text for the terminal and the transcript."""
    template = environment(language, html=False).get_template("view.txt")
    quotes = Quotes(facts, language, today)
    text = plain(template.render(view=view, today=today, quotes=quotes))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def draw_line(
    text: str | Message, language: str, *, today: str = "", facts: Facts = no_facts
) -> str:
    """Return one text with the facts it quotes filled in."""
    return plain(Quotes(facts, language, today).fill(text))


def draw_page(name: str, language: str, **values: Any) -> str:  # noqa: ANN401 - a template's own
    """Return a whole page of the server."""
    return environment(language).get_template(name).render(**values)
