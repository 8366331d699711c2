"""A Stage without a browser: messages go in as from a page, what it sends is kept and packed."""

from functools import cache

import comm
import ipywidgets
import pytest
from jupyter_client.session import json_packer

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.notebook import stage as stage_module
from tppo_kit.notebook.stage import Stage
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.seats import new_code, pass_for, secret_of
from tppo_kit.settings import REPOSITORY, Settings
from tppo_kit.store.log import Log
from tppo_kit.views.quotes import no_facts


class Page:
    """What a browser would be: it says things to a stage and hears what comes back."""

    def __init__(self, stage, heard):
        """Listen to one stage."""
        self.stage = stage
        self.heard = heard

    def say(self, content):
        """Send one message as it arrives from a websocket; return what came back."""
        start = len(self.heard)
        message = {"method": "custom", "content": content}
        self.stage._handle_msg({"content": {"data": message}, "buffers": []})
        return self.heard[start:]

    def hello(self, card=None, language="en"):
        """Say what the page says first."""
        return self.say({"name": "hello", "pass": card, "language": language})

    def press(self, name, value="", click=""):
        """Press a button; each press has its own click unless one is given."""
        click = click or f"k{len(self.heard)}"
        return self.say({"name": name, "value": value, "click": click})

    @property
    def html(self):
        """Return what the page shows."""
        return self.stage.html


def acks(messages):
    """Return the clicks that messages acknowledge."""
    contents = [m["content"] for m in messages if m.get("method") == "custom"]
    return [content["ack"] for content in contents if "ack" in content]


@pytest.fixture
def acked():
    """Give the function that finds the acknowledgements among messages."""
    return acks


@pytest.fixture
def heard(monkeypatch):
    """Give the list of everything that any widget sends, packed as a kernel packs it."""
    messages = []

    def publish(_self, _kind, data=None, metadata=None, buffers=None, **_keys):
        json_packer(data)
        messages.append(data or {})

    monkeypatch.setattr(comm.DummyComm, "publish_msg", publish)
    # Whoever imports ipykernel, as tests of kernels in this process may, puts its own here.
    monkeypatch.setattr(comm, "create_comm", comm._create_comm)
    yield messages
    ipywidgets.Widget.close_all()


@pytest.fixture
def settings(tmp_path):
    """Give the folders of a kit with the real content and no answers yet."""
    return Settings(home=REPOSITORY, answers=tmp_path / "answers")


@pytest.fixture
def log(settings, monkeypatch):
    """Give the log that the stages of this test use, with little patience."""
    made = Log(settings.database, patience=0.1)
    monkeypatch.setattr(stage_module, "_log", lambda _path: made)
    yield made
    made.close()


@pytest.fixture
def card(settings, log):
    """Give a genuine pass."""
    code = new_code()
    log.add_seat(code, 1.0)
    return pass_for(code, secret_of(settings.answers))


@pytest.fixture
def page(heard, settings, log, opened, monkeypatch):
    """Give a function that opens a stage in a kernel of the kit's server."""
    monkeypatch.setenv("TPPO_SERVED", "1")

    def open_page(*activities):
        chosen = [opened(a) if isinstance(a, str) else a for a in activities]
        return Page(Stage(lambda _language: (chosen, no_facts), settings), heard)

    return open_page


@pytest.fixture(scope="session")
def catalogue():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


@pytest.fixture(scope="session")
def opened(catalogue):
    """Give a function from a key to its real activity."""
    return cache(lambda key: open_activity(key, catalogue))
