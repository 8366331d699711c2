"""How Voila draws a page here: templates compiled once, a kernel replaced, and always an end."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache
from jupyter_core.utils import ensure_async
from voila import handler, notebook_renderer
from voila.exporter import VoilaExporter
from voila.notebook_renderer import NotebookRenderer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from jupyter_client.manager import KernelManager
    from nbformat import NotebookNode

_logger = logging.getLogger("tppo_kit")


class _InMemory(BytecodeCache):
    """Compiled templates by name and source; a changed template has another key."""

    def __init__(self) -> None:
        self._compiled: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, compiled = self._compiled.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = (bucket.checksum, bucket.bytecode_to_string())


_compiled = _InMemory()


class KitExporter(VoilaExporter):
    """Every page has an exporter of its own; what they compile, they share."""

    def _create_environment(self) -> Environment:
        made: Environment = super()._create_environment()
        made.bytecode_cache = _compiled
        return made

    async def generate_from_notebook_node(
        self,
        nb: NotebookNode,
        *arguments: Any,  # noqa: ANN401 - Voila's own
        **options: Any,  # noqa: ANN401
    ) -> AsyncIterator[tuple[str, dict[str, Any]]]:
        """Give the page in parts; after a fault it ends, which its script notices and tells.

        Voila would send signs of life for ever to somebody who waits for a page that broke off.
        """
        try:
            async for part in super().generate_from_notebook_node(nb, *arguments, **options):
                yield part
        except Exception:
            _logger.exception("a page broke off")


class KitRenderer(NotebookRenderer):
    """Starts another kernel for a page whose first one did not come up."""

    async def _jinja_kernel_start(
        self, nb: NotebookNode, kernel_id: str, kernel_future: Awaitable[KernelManager]
    ) -> str:
        start = super()._jinja_kernel_start
        try:
            started: str = await start(nb, kernel_id, kernel_future)
        except Exception as error:  # noqa: BLE001 - whatever it was, the second try will tell
            _logger.warning("kernel %s did not come up (%r); here is another", kernel_id, error)
            kernels = self.request_handler.kernel_manager
            name = nb.metadata.kernelspec.name
            another = await ensure_async(kernels.start_kernel(kernel_name=name, path=self.cwd))
            started = await start(nb, another, kernels.get_kernel(another))
        return started


def draw_with_ours() -> None:
    """Let Voila draw its pages with these classes; it names its own and takes no others."""
    notebook_renderer.VoilaExporter = KitExporter
    handler.NotebookRenderer = KitRenderer
