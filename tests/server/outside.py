"""A visitor outside the server's process, who sends exactly what a test says."""

import html
import http.client
import http.cookies
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlencode

from tppo_kit.settings import REPOSITORY

TELLTALE = re.compile(
    r"traceback|exception|file \"|site-packages|tornado|jupyter|voil[aà]|python|kernel|xsrf"
    r"|errno|sqlalchemy|sqlite|\d+\.\d+\.\d+|\b[45]\d\d\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        """Return the body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def prose(self):
        """Return what a person reads on the page: no tags, one space between words."""
        shown = re.sub(r"<(script|style|head)\b.*?</\1>", " ", self.text, flags=re.DOTALL)
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", shown)).split())

    def why_no_sentence(self, language="id"):
        """Return what keeps this page from being a sentence for a person, else None."""
        if not self.headers.get("Content-Type", "").startswith("text/html"):
            return f"not a page but {self.headers.get('Content-Type')}"
        if f'<html lang="{language}">' not in self.text:
            return f"not a page in '{language}'"
        if not re.search(r"<h1>[^<]+</h1>\s*<p>[^<]+[.?!]</p>", self.text):
            return "no heading with a sentence"
        found = TELLTALE.search(self.prose)
        if found:
            return f"speaks of '{found.group()}'"
        back = re.compile(r'name="back" value="[^"]*"')  # the address that was asked for
        return "names a folder" if str(REPOSITORY) in back.sub("", self.text) else None


class Visitor:
    """One device that knocks at the server; it keeps its cookies."""

    def __init__(self, port, source="127.0.0.1", target="127.0.0.1", base=""):
        """Remember where the server is and from which local address to come.

        ``base`` is the path below which the server stands, without its last slash.
        """
        self.port = port
        self.base = base
        self.source = source
        self.target = target
        self.cookies = {}

    def ask(self, target, method="GET", form=None, headers=None, seconds=60):
        """Send one request as it is and return the answer; a header of None is left out."""
        body = form if isinstance(form, bytes) else urlencode(form or {}).encode()
        sent = {"Host": f"localhost:{self.port}", "Connection": "close"}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            sent["Content-Length"] = str(len(body))
        sent = {name: value for name, value in {**sent, **(headers or {})}.items() if value}
        target = self.base + target
        lines = [f"{method} {target} HTTP/1.1", *(f"{key}: {text}" for key, text in sent.items())]
        raw = "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + body
        return self._exchange(raw, method, seconds)

    def _exchange(self, raw, method, seconds):
        place = (self.target, self.port)
        with socket.create_connection(place, seconds, (self.source, 0)) as line:
            line.sendall(raw)
            with http.client.HTTPResponse(line, method=method) as response:
                response.begin()
                answer = Answer(response.status, response.headers, response.read())
        for text in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in http.cookies.SimpleCookie(text).items():
                self.cookies[name] = morsel.value
        return answer

    def sit_down(self):
        """Take a new seat with a deliberate tap, and return its code."""
        answer = self.ask("/seat", "POST", form={})
        assert answer.status == 303
        return self.code

    @property
    def card(self):
        """Return the pass this device holds, or None."""
        return self.cookies.get("tppo_seat") or None

    @property
    def code(self):
        """Return the seat code on the home page, or None."""
        found = re.search(r'class="seat">([^<]+)<', self.ask("/").text)
        return found.group(1) if found else None
