"""Voila's own handlers, each narrowed to what a learner's page needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import FileFindHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.web import HTTPError
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

from tppo_kit.server.pages import allowed_notebooks

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

    from tppo_kit.server.kit import Kit

_KERNEL_ID = re.compile(r"\w+-\w+-\w+-\w+-\w+")


class KitNotebook(TornadoVoilaHandler):
    """A notebook of a programme; no other path is ever turned into a file."""

    def initialize(self, *, kit: Kit, **options: Any) -> None:  # noqa: ANN401 - Voila's own
        """Keep the kit beside Voila's options."""
        super().initialize(**options)
        self.kit = kit

    async def get(self, path: str = "") -> None:
        """Show the notebook if it is on the list; query arguments are not Voila's business."""
        if path not in allowed_notebooks(self.kit):
            raise HTTPError(404)
        self.request.arguments.clear()
        self.request.query_arguments.clear()
        self.request.query = ""
        # The browser fetches the scripts while the kernel starts, instead of after it.
        for script in self.kit.scripts:
            self.add_header("Link", f"<{script}>; rel=preload; as=script")
        await super().get(path)


class _Files:
    """Static files: a name that cannot be a file is not found, instead of a fault."""

    kit: Kit
    request: HTTPServerRequest

    def initialize(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Voila's own
        """Keep the kit beside the handler's own options."""
        self.kit = options.pop("kit")
        super().initialize(*args, **options)  # type: ignore[misc]

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


class KitShutdown(VoilaShutdownKernelHandler):
    """A page that closes lets its kernel go."""

    async def post(self, kernel_id: str) -> None:
        """Take only what has the form of a kernel id."""
        if not _KERNEL_ID.fullmatch(kernel_id):
            raise HTTPError(404)
        await super().post(kernel_id)
