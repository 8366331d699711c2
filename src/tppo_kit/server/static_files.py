"""The one way by which scripts and styles of the kit reach a browser."""

from __future__ import annotations

from tornado.web import HTTPError

from tppo_kit.server.pages import Page
from tppo_kit.views.files import StaticFile, static_file

_FOREVER = "public, max-age=31536000, immutable"


class KitFile(Page):
    """A script or style: kept for good under its versioned address, else asked for each time."""

    _found: StaticFile

    def get(self, name: str) -> None:
        """Send the file as it was compressed once, or say that it has not changed."""
        try:
            self._found = static_file(name)
        except FileNotFoundError:
            raise HTTPError(404) from None
        asked = self.get_query_argument("v", None)
        self.set_header("Content-Type", self._found.kind)
        self.set_header("Cache-Control", _FOREVER if asked == self._found.version else "no-cache")
        if self._takes_gzip():
            self.set_header("Content-Encoding", "gzip")
            self.finish(self._found.packed)
        else:
            self.finish(self._found.plain)

    def _takes_gzip(self) -> bool:
        return "gzip" in self.request.headers.get("Accept-Encoding", "")

    def compute_etag(self) -> str:
        """Return the version, which differs for the compressed form."""
        form = "-gzip" if self._takes_gzip() else ""
        return f'"{self._found.version}{form}"'
