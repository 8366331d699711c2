"""Voila's own handlers, each behind the guard and narrowed to what a learner's page needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.web import HTTPError
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

from tppo_kit.language import LANGUAGES, say, shown
from tppo_kit.server.door import PIN_NOTEBOOKS, is_facilitator
from tppo_kit.server.guard import Guard
from tppo_kit.server.pages import allowed_notebooks
from tppo_kit.views.files import static_address

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_KERNEL_ID = re.compile(r"\w+-\w+-\w+-\w+-\w+")
_SIGN_OF_LIFE = "<script>window.voila_heartbeat"
_FILES = ("kit.css", "notebook.js", "line.js", "widgets.js", "stage.js")
#: What the page says by itself; it may be drawn before anybody asks for it, so in all languages.
_WORDS = {
    "home": say("← Home"),
    "waiting": say("Getting the exercises ready …"),
    "noscript": say("This page needs JavaScript. Switch it on in your browser, then reload."),
    "chart": say("Chart; its figures are written below."),
    "table": say("Table"),
    "fault": say("Something went wrong here. Reload the page; what you answered is kept."),
    "lost": say("No answer from the laptop. What was shown before is saved."),
    "gone": say("This page has to be opened again; your answers are kept."),
    "reload": say("Reload and go on"),
}


def page_resources() -> dict[str, Any]:
    """Return what the template of a notebook's page needs: words by language, and files.

    The files are addresses below the server's own path, without the slash at the start.
    """
    words = {
        language: {name: shown(text, language) for name, text in _WORDS.items()}
        for language in LANGUAGES
    }
    return {"kit": {"words": words, "files": {name: static_address(name)[1:] for name in _FILES}}}


class KitNotebook(Guard, TornadoVoilaHandler):
    """A notebook of a programme; no other path is ever turned into a file."""

    #: An anywidget is a module inside a blob.
    scripts = "'self' blob:"

    async def get(self, path: str = "") -> None:
        """Show the notebook if it is on the list; query arguments are not Voila's business."""
        if path in PIN_NOTEBOOKS and not is_facilitator(self):
            self.redirect(f"/pin?to=/voila/render/{path}")
            return
        if path not in PIN_NOTEBOOKS and path not in allowed_notebooks(self.kit):
            raise HTTPError(404)
        self.request.arguments.clear()
        self.request.query_arguments.clear()
        self.request.query = ""
        _ = self.xsrf_token  # sets the cookie with which the page may let its kernel go
        async with self.kit.turns.turn():
            await super().get(path)

    async def get_generator(self, path: str | None = None) -> AsyncIterator[str]:
        """Give the page in parts; a sign of life is a line, for no script stands in the page."""
        async for part in super().get_generator(path):
            yield "\n" if part.startswith(_SIGN_OF_LIFE) else part


class _Files(Guard):
    """Voila's own front end, for a notebook that holds other widgets than the kit's.

    A name that cannot be a file is not found, instead of a fault.
    """

    async def get(self, path: str, *args: Any, **options: Any) -> None:  # noqa: ANN401
        """Send a file."""
        if "\0" in path or "\\" in path or ".." in path.split("/"):
            raise HTTPError(404)
        await super().get(path, *args, **options)  # type: ignore[misc]


class KitStaticFiles(_Files, MultiStaticFileHandler):
    """Voila's own scripts."""


class KitFindFiles(_Files, FileFindHandler):
    """The widget manager and anywidget."""


class KitThemes(_Files, ThemesHandler):
    """The theme that Voila's loader waits for."""


class KitKernel(Guard, KernelHandler):
    """What a page asks about its own kernel."""


class KitShutdown(Guard, VoilaShutdownKernelHandler):
    """A page that closes lets its kernel go."""

    async def post(self, kernel_id: str) -> None:
        """Take only what has the form of a kernel id."""
        if not _KERNEL_ID.fullmatch(kernel_id):
            raise HTTPError(404)
        await super().post(kernel_id)
