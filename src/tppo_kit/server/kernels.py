"""The kernels of this server: let go when nobody needs them, refused when there is no room."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import os
import time
from typing import TYPE_CHECKING, Any

import psutil
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from tppo_kit.errors import KitError
from tppo_kit.language import say

if TYPE_CHECKING:
    from pathlib import Path

    from traitlets.config import Config

#: Seconds without a sign of life, and a kernel is let go; its person comes back by replay.
IDLE_SECONDS = 1800
#: The same for a kernel whose page is gone, or never came.
ABANDONED_SECONDS = 120
#: The same when memory is short.
SHORT_SECONDS = 15
CULL_SECONDS = 30
#: Seconds within which a kernel must answer, and a notebook's cell be done, while a page opens.
UP_SECONDS = 60
CELL_SECONDS = 120
#: Bytes of memory that stay free for everything else on the laptop.
FREE_BYTES = 300 << 20
#: Open files and sockets of the server, enough for several hundred pages.
DESCRIPTORS = 8192
#: The websocket's close code for "this kernel is gone" (4000 to 4999 are for applications).
GONE = 4404
#: A path to a socket of the system ends here on macOS; Linux allows four letters more.
_LONGEST_SOCKET = 103
_SOCKET_NAME = "/kernel-00000000-0000-0000-0000-000000000000-ipc-9"

_logger = logging.getLogger("tppo_kit")


class KitKernels(AsyncMappingKernelManager):
    """Jupyter's kernels, with the kit's rules on who may keep one for how long."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jupyter's own
        """Make room for many kernels, and keep hold of what is being done for dead ones."""
        allow_descriptors()
        super().__init__(**options)  # type: ignore[no-untyped-call]
        self._burials: set[asyncio.Future[None]] = set()

    async def start_kernel(  # type: ignore[override]  # Jupyter mixes the two kinds
        self,
        *args: Any,  # noqa: ANN401 - Jupyter's own
        **options: Any,  # noqa: ANN401
    ) -> str:
        """Start a kernel if there is memory for it.

        Raises:
            KitError: with a sentence, if there is none even after abandoned ones were let go.
        """
        if psutil.virtual_memory().available < FREE_BYTES:
            for kernel in list(self._kernels):
                await self._let_go_after(SHORT_SECONDS, kernel)
            if psutil.virtual_memory().available < FREE_BYTES:
                raise KitError(
                    say(
                        "This laptop has no memory left for another page. Close pages and "
                        "programs that nobody uses, then reload this one."
                    )
                )
        kernel_id: str = await super().start_kernel(*args, **options)
        return kernel_id

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Let a kernel go that nobody used for long; sooner if no page is open."""
        if self._kernel_connections.get(kernel_id):
            await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]
        else:
            await self._let_go_after(ABANDONED_SECONDS, kernel_id)

    async def _let_go_after(self, seconds: float, kernel_id: str) -> None:
        kernel = self._kernels.get(kernel_id)
        if kernel is None or self._kernel_connections.get(kernel_id):
            return
        last = getattr(kernel, "last_activity", None)
        now = dt.datetime.fromtimestamp(time.time(), dt.UTC)
        if last is not None and now - last > dt.timedelta(seconds=seconds):
            _logger.info("kernel %s is let go: no page uses it", kernel_id)
            await self.shutdown_kernel(kernel_id, now=True)  # type: ignore[no-untyped-call]

    def _handle_kernel_died(self, kernel_id: str) -> None:
        """Let a kernel go that ended by itself; Jupyter would keep its sockets and files."""
        burial = asyncio.ensure_future(self.shutdown_kernel(kernel_id, now=True))  # type: ignore[no-untyped-call]
        self._burials.add(burial)
        burial.add_done_callback(self._burials.discard)

    def remove_kernel(self, kernel_id: str) -> Any:  # noqa: ANN401 - Jupyter's own
        """Forget a kernel, and hang up on its pages, so that they know at once."""
        removed = super().remove_kernel(kernel_id)
        sessions = ZMQChannelsWebsocketConnection._open_sessions  # noqa: SLF001 - no other way
        for key, page in list(sessions.items()):
            if key.startswith(f"{kernel_id}:"):
                page.close(GONE, "kernel gone")
        return removed


def allow_descriptors() -> None:
    """Let this process open as many files and sockets as the system grants, within reason.

    Each page takes about ten of them; where a program may have 256 or 1024 unless it asks for
    more, a full room would be refused.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource  # noqa: PLC0415 - Windows lacks it

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def tell_kernels(config: Config, folder: Path) -> None:
    """Put into a configuration how kernels are started, reached, and let go.

    Args:
        config: of the Jupyter server.
        folder: where connection files will lie.
    """
    config.VoilaConfiguration.multi_kernel_manager_class = KitKernels
    config.KernelManager.client_class = "tppo_kit.kernels.client.QuickClient"
    if os.name != "nt" and len(f"{folder}{_SOCKET_NAME}") < _LONGEST_SOCKET:
        config.KernelManager.transport = "ipc"  # nobody else on the laptop can reach it
    # A kernel that died is gone for good: its page is opened anew and comes back by replay.
    config.KernelRestarter.restart_limit = 0
    config.VoilaExecutor.startup_timeout = UP_SECONDS
    config.VoilaExecutor.timeout = CELL_SECONDS
    managers = config.MappingKernelManager
    managers.cull_idle_timeout = IDLE_SECONDS
    managers.cull_interval = CULL_SECONDS
    managers.cull_connected = True
