"""A strict reader of HTML, the real content, and a way to every kind of view of it."""

from functools import cache
from html.parser import HTMLParser
from itertools import islice

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.rules.programmes import ACTIVITY_KINDS, RECORD_OF, SHELVES
from tppo_kit.sessions.library import open_activity, quoted_facts
from tppo_kit.sessions.transcript import exemplars
from tppo_kit.settings import REPOSITORY

VOID = {"meta", "link", "input", "line", "circle", "br"}


class Reader(HTMLParser):
    """Reads HTML into tags with attributes and texts; refuses what is not well nested."""

    def __init__(self, html):
        """Read everything at once."""
        super().__init__(convert_charrefs=True)
        self.tags, self.texts, self.open = [], [], []
        self.feed(html)
        self.close()
        assert self.open == [], "a tag was not closed"

    def handle_starttag(self, tag, attrs):
        """Remember a tag."""
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), "an attribute stands twice"
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Remember a tag that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        """Close the innermost tag, which must be this one."""
        assert self.open.pop() == tag, "tags are not nested"

    def handle_data(self, data):
        """Remember a text."""
        self.texts.append(data)

    def handle_comment(self, data):
        """Refuse a comment, since no template has one."""
        raise AssertionError(data)

    def handle_decl(self, decl):
        """Allow one declaration only."""
        assert decl == "DOCTYPE html"

    def unknown_decl(self, data):
        """Refuse any other declaration."""
        raise AssertionError(data)

    def handle_pi(self, data):
        """Refuse an instruction."""
        raise AssertionError(data)

    @property
    def words(self):
        """Return all texts, each gap a single space."""
        return " ".join(" ".join(self.texts).split())

    def of(self, tag):
        """Return the attributes of every tag of a kind."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self):
        """Return every id in order."""
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


@pytest.fixture(scope="session")
def read():
    """Give the strict reader."""
    return Reader


@pytest.fixture(scope="session")
def real_views():
    """Give every view on the way of two exemplars of every real activity."""
    catalogue = Catalogue(REPOSITORY / "data")
    named = {k: catalogue.names(RECORD_OF.get(k, k)) for k in ACTIVITY_KINDS}
    keys = [*SHELVES, *(f"{k}:{n}" for k in named for n in named[k])]

    @cache
    def views():
        found = []
        for key in keys:
            activity = open_activity(key, catalogue)
            found.append(activity.view(activity.start(1)))
            for _, events in islice(exemplars(activity, catalogue), 2):
                state = replay(activity, 1, [])
                found.append(activity.view(state))
                for event in events:
                    state = activity.apply(state, event)
                    found.append(activity.view(state))
        return found

    return views()


@pytest.fixture(scope="session")
def facts():
    """Give the lookup of every real fact."""
    return cache(quoted_facts(Catalogue(REPOSITORY / "data")))
