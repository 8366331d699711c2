"""A walk around a shelf: only what a view offers is pressed, and what it shows is read."""

import datetime as dt

import pytest

from tppo_kit.activities.blocks import Options
from tppo_kit.activities.explorer import ExplorerActivity
from tppo_kit.content.facts import Fact
from tppo_kit.records import Event
from tppo_kit.sessions.library import quoted_facts
from tppo_kit.views.draw import draw_html, draw_line, draw_text

TODAY = "2026-11-22"


class Around:
    """A person before a shelf."""

    def __init__(self, shelf, facts):
        """Stand before it."""
        self.shelf = shelf
        self.activity = ExplorerActivity(shelf)
        self.facts = facts

    def view(self, *tags, opened=""):
        """Return the view after narrowing by tags and opening an entry."""
        state = self.activity.start(1)
        for tag in tags:
            state = self.activity.apply(state, Event("by", tag))
        if opened:
            state = self.activity.apply(state, Event("open", opened))
        return self.activity.view(state)

    def offered(self, event, *tags):
        """Return the values that the view after these tags offers for an event."""
        groups = [b for b in self.view(*tags).blocks if isinstance(b, Options) and b.event == event]
        return [option.value for group in groups for option in group.options]

    def listed(self, *tags):
        """Return the entries in the list after these tags."""
        return self.offered("open", *tags)

    def reached(self):
        """Return every entry that is found by pressing what the overview offers."""
        return {name for tag in self.offered("by") for name in self.listed(tag)}

    def text(self, *tags, opened="", language="id", today=TODAY):
        """Return a view as plain text, facts filled in."""
        view = self.view(*tags, opened=opened)
        return draw_text(view, language, today=today, facts=self.facts)

    def html(self, *tags, opened="", language="id", today=TODAY):
        """Return a view as HTML, facts filled in."""
        view = self.view(*tags, opened=opened)
        return draw_html(view, language, today=today, facts=self.facts)

    def said(self, text):
        """Return how one text of the content reads, facts filled in."""
        return draw_line(text, "id", today=TODAY, facts=self.facts)


@pytest.fixture(scope="session")
def around(catalogue):
    """Give a function from a shelf to a person before it."""
    facts = quoted_facts(catalogue)

    def stand(shelf):
        return Around(shelf, facts)

    return stand


@pytest.fixture(scope="session")
def facts(catalogue):
    """Give every real fact."""
    return catalogue.all(Fact)


@pytest.fixture(scope="session")
def fact():
    """Give a function that makes a fact."""

    def make(name, **values):
        return Fact.model_validate(
            {
                "format": "fact/1",
                "id": name,
                "topic": "law",
                "title": f"Judul {name}",
                "statement": f"Isi {name}.",
                "from": [{"source": "KIT"}],
                "status": "verified",
                "checked": dt.date(2026, 11, 22),
                "check_by": dt.date(2027, 11, 22),
                **values,
            }
        )

    return make
