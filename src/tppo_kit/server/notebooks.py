"""Voila's own handlers, each behind the guard and narrowed to what a learner's page needs."""

from __future__ import annotations

import re
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.web import HTTPError
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

from tppo_kit.server.guard import Guard
from tppo_kit.server.pages import allowed_notebooks

_KERNEL_ID = re.compile(r"\w+-\w+-\w+-\w+-\w+")


class KitNotebook(Guard, TornadoVoilaHandler):
    """A notebook of a programme; no other path is ever turned into a file."""

    async def get(self, path: str = "") -> None:
        """Show the notebook if it is on the list; query arguments are not Voila's business."""
        if path not in allowed_notebooks(self.kit):
            raise HTTPError(404)
        self.request.arguments.clear()
        self.request.query_arguments.clear()
        self.request.query = ""
        _ = self.xsrf_token  # sets the cookie with which the page may let its kernel go
        # The browser fetches the scripts while the kernel starts, instead of after it.
        links = [f"<{script}>; rel=preload; as=script" for script in self.kit.scripts.values()]
        if links:
            self.set_header("Link", ", ".join(links))
        await super().get(path)


class _Files(Guard):
    """Static files: a name that cannot be a file is not found, instead of a fault."""

    async def get(self, path: str, *args: Any, **options: Any) -> None:  # noqa: ANN401
        """Send a file; scripts are remembered, so that the next page can ask for them early."""
        if "\0" in path or "\\" in path or ".." in path.split("/"):
            raise HTTPError(404)
        await super().get(path, *args, **options)  # type: ignore[misc]
        if path.endswith(".js") and self.request.method == "GET":
            self.kit.learn_script(self.request.uri or "")


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
