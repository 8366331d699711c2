"""A server behind a small Hub of our own, which says what JupyterHub says at the same addresses."""

import asyncio
import contextlib
import json
import secrets
import sys
import threading
from urllib.parse import parse_qs, urlencode, urlsplit

from rig import free_port
from serving import Server
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

BASE = "/user/ani"
OWN = "access:servers!server=ani/"
GROUP = "fasilitator"


def person(name, *scopes, groups=(), **more):
    """Return what a Hub says about the owner of a token."""
    return {"kind": "user", "name": name, "groups": list(groups), "scopes": list(scopes), **more}


ANI = person("ani", OWN)
BUDI = person("budi", "access:servers!server=budi/")
CITRA = person("citra", "access:servers", admin=True)


class _Authorize(RequestHandler):
    """Gives whoever has signed in at the Hub a code for the server."""

    def get(self):
        hub, query = self.settings["hub"], parse_qs(urlsplit(self.request.uri).query)
        hub.asked.append(query)
        code = secrets.token_hex(8)
        hub.codes[code] = hub.signed_in
        back = urlencode({"code": code, "state": query["state"][0]})
        self.redirect(f"{query['redirect_uri'][0]}?{back}")


class _Token(RequestHandler):
    """Gives the server a token for a code, once."""

    def post(self):
        hub = self.settings["hub"]
        if self.get_body_argument("client_secret") != hub.secret:
            raise HTTPError(403)
        token = secrets.token_hex(16)
        hub.tokens[token] = hub.codes.pop(self.get_body_argument("code"))
        self.finish({"access_token": token, "token_type": "Bearer"})


class _User(RequestHandler):
    """Says whose a token is."""

    def get(self):
        hub = self.settings["hub"]
        hub.questions += 1
        found = hub.tokens.get(self.request.headers["Authorization"].removeprefix("token "))
        if found is None:
            raise HTTPError(403)
        self.finish(found)


class _Activity(RequestHandler):
    """Remembers when somebody last did something."""

    def post(self, name):
        hub = self.settings["hub"]
        if self.request.headers["Authorization"] != f"token {hub.secret}":
            raise HTTPError(403)
        hub.activity.append((name, json.loads(self.request.body)))


class FakeHub:
    """What a server asks of a Hub."""

    def __init__(self):
        """Know nobody yet."""
        self.port = free_port()
        self.secret = secrets.token_hex(16)
        self.signed_in = ANI
        self.codes, self.tokens, self.asked, self.activity = {}, {}, [], []
        self.questions = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self):
        asyncio.set_event_loop(self._loop)
        pages = [
            ("/hub/api/oauth2/authorize", _Authorize),
            ("/hub/api/oauth2/token", _Token),
            ("/hub/api/user", _User),
            ("/hub/api/users/(.*)/activity", _Activity),
        ]

        async def serve():
            self._server = HTTPServer(Application(pages, hub=self, log_function=lambda _: None))
            self._server.listen(self.port, "127.0.0.1")

        self._loop.run_until_complete(serve())
        self._loop.run_forever()
        self._loop.run_until_complete(self._server.close_all_connections())
        self._loop.close()

    @contextlib.contextmanager
    def running(self):
        """Answer while the block runs."""
        self._thread.start()
        yield self
        self.stop()

    def stop(self):
        """Answer nobody any more; more than once does no harm."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._server.stop)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)


class HubServer(Server):
    """The command ``hub``, as a spawner starts it for Ani."""

    def __init__(self, folder, hub, **environment):
        """Choose port and folder; the environment is a spawner's, with changes."""
        super().__init__(folder)
        self.hub, self.base = hub, BASE
        api = f"http://127.0.0.1:{hub.port}/hub/api"
        self.environment = {
            "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{self.port}{BASE}/",
            "JUPYTERHUB_SERVICE_PREFIX": f"{BASE}/",
            "JUPYTERHUB_API_URL": api,
            "JUPYTERHUB_API_TOKEN": hub.secret,
            "JUPYTERHUB_ACTIVITY_URL": f"{api}/users/ani/activity",
            "JUPYTERHUB_ACTIVITY_INTERVAL": "1",
            "JUPYTERHUB_BASE_URL": "/",
            "JUPYTERHUB_CLIENT_ID": "jupyterhub-user-ani",
            "JUPYTERHUB_USER": "ani",
            "JUPYTERHUB_SERVER_NAME": "",
            "JUPYTERHUB_HOST": "",
            "JUPYTERHUB_OAUTH_CALLBACK_URL": f"{BASE}/oauth_callback",
            "JUPYTERHUB_OAUTH_ACCESS_SCOPES": json.dumps([OWN, "access:servers!user=ani"]),
            "TPPO_DATA_DIR": str(self.answers),
            **environment,
        }

    def command(self):
        """Return how a spawner starts it."""
        return [sys.executable, "-m", "tppo_kit", "hub"]

    def signed_in(self, who):
        """Return a new device of somebody who signs in, and the last answer to that."""
        self.hub.signed_in = who
        visitor = self.visitor()
        return visitor, sign_in(visitor, self.hub)


def sign_in(visitor, hub, place="/"):
    """Go to a page and through the sign-in, as a browser does; return the answer at its end."""
    answer = visitor.ask(place)
    assert answer.status == 302, answer.text
    to = urlsplit(answer.headers["Location"])
    assert (to.scheme, to.netloc, to.path) == ("", "", "/hub/api/oauth2/authorize")
    at_hub = type(visitor)(hub.port).ask(answer.headers["Location"])
    back = at_hub.headers["Location"]
    answer = visitor.ask(back.removeprefix(BASE))
    if answer.status == 302:
        answer = visitor.ask(answer.headers["Location"].removeprefix(BASE))
    return answer
