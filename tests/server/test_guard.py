"""What every answer has in common, without a running server."""

from types import SimpleNamespace

import pytest
from tornado.httputil import HTTPHeaders
from tornado.web import HTTPError

from tppo_kit.server.guard import Guard


class Bare:
    """A handler with nothing of its own."""

    def prepare(self):
        """Say that the guard let the request through."""
        self.let_in = True


class Guarded(Guard, Bare):
    """The guard before a bare handler."""


def knock(method="GET", host="localhost", *, lan=False, **headers):
    """Return whether a request is let in."""
    handler = Guarded()
    handler.settings = {"kit": SimpleNamespace(is_open=lan, hub=None)}
    handler.request = SimpleNamespace(
        method=method,
        host=f"{host}:8866",
        host_name=host,
        headers=HTTPHeaders({name.replace("_", "-"): text for name, text in headers.items()}),
    )
    try:
        handler.prepare().send(None)  # nothing is awaited, so no event loop is needed
    except HTTPError as error:
        if error.status_code != 403:
            raise
        return False
    except StopIteration:
        return handler.let_in
    return False


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
def test_this_machine_is_let_in(host):
    """The names of this machine are answered."""
    assert knock(host=host)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "192.0.2.7", ""])
def test_other_names_are_let_in_only_on_the_lan(host):
    """A foreign name is refused, unless the kit is open to the local network."""
    assert not knock(host=host)
    assert knock(host=host, lan=True)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_another_site_changes_nothing(method):
    """What changes something must come from this site, looking may come from anywhere."""
    assert knock(method)
    assert knock(method, Origin="http://localhost:8866", Sec_Fetch_Site="same-origin")
    assert not knock(method, Origin="http://evil.example")
    assert not knock(method, Origin="null")
    assert not knock(method, Origin="http://localhost:9999")
    assert not knock(method, Sec_Fetch_Site="cross-site")
    assert not knock(method, Sec_Fetch_Site="same-site")
    assert knock("GET", Origin="http://evil.example", Sec_Fetch_Site="cross-site")
