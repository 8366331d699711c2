"""Drawing a view with Jinja2: the same blocks as HTML (escaped) or as plain text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup, escape

from tppo_kit.activities.blocks import Amount
from tppo_kit.language import Message, day_in_words, shown, translate
from tppo_kit.views.amounts import number_columns, written
from tppo_kit.views.files import static_address
from tppo_kit.views.quotes import Facts, Quotes, marked_up, no_facts, plain

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from tppo_kit.activities.blocks import View
    from tppo_kit.activities.drawing import Drawing
    from tppo_kit.activities.tally import Bars

TEMPLATES = Path(__file__).parent / "templates"


@pass_context
def _filled(context: Context, text: str | Message) -> str:
    quotes = context.get("quotes")
    if isinstance(quotes, Quotes):
        return quotes.fill(text)
    return shown(text, str(context["language"]))


@pass_context
def _cell(context: Context, cell: str | Message | Amount) -> str:
    """Return a cell of a table as it is read."""
    if isinstance(cell, Amount):
        return written(cell, str(context["language"]))
    return _filled(context, cell)


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
    made.filters["cell"] = _cell
    made.filters["number_columns"] = number_columns
    made.filters["slug"] = slug
    made.filters["day"] = lambda day: day_in_words(day, language)
    made.filters["plain"] = plain
    made.filters["paragraphs"] = paragraphs
    made.globals["_"] = lambda text: translate(text, language)
    made.globals["language"] = language
    made.globals["static"] = static_address
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
    form: bool = False,
) -> str:
    """Return a view as an HTML fragment.

    Args:
        view: what to draw.
        language: of the interface texts.
        place: start of every id, so that several stages may share a page.
        notice: a sentence to say first.
        today: ISO date; sources and facts past their date are marked, none without it.
        facts: where quoted facts are looked up.
        form: whether the view stands inside a form, whose buttons send ``press``.
    """
    template = environment(language).get_template("view.html")
    quotes = Quotes(facts, language, today)
    html = template.render(
        view=view, place=place, notice=notice, today=today, level=2, quotes=quotes, form=form
    )
    return marked_up(html)


def draw_bars(bars: Bars, language: str) -> str:
    """Return how a room voted as an HTML fragment of its own."""
    template = environment(language).from_string(
        '{% from "bars.html" import bars with context %}{{ bars(block) }}'
    )
    return template.render(block=bars, level=2, quotes=Quotes(no_facts, language, ""))


def draw_svg(drawing: Drawing, language: str) -> str:
    """Return a picture alone, in colours for paper."""
    return environment(language).get_template("drawing.svg").render(block=drawing)


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
