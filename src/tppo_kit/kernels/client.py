"""The server's own connection to a kernel, without the waits that an unknown kernel needs."""

from __future__ import annotations

import math
import time
from queue import Empty

from jupyter_client.asynchronous.client import AsyncKernelClient

_ONE_TRY = 1.0


class QuickClient(AsyncKernelClient):
    """Is ready as soon as the kernel has answered on both channels.

    The stock client then listens for another 0.2 s until nothing more comes, which only matters
    to somebody who joins a kernel that others use. It also keeps a thread for each kernel's
    heartbeat; forty of them would take turns with the one thread that answers everybody, and the
    kernel's manager knows anyway whether its process lives.
    """

    def start_channels(
        self,
        shell: bool = True,  # noqa: FBT001, FBT002 - Jupyter's own
        iopub: bool = True,  # noqa: FBT001, FBT002
        stdin: bool = False,  # noqa: FBT001, FBT002
        hb: bool = False,  # noqa: FBT001, FBT002
        control: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Open the two channels that running a notebook's cells needs."""
        super().start_channels(shell, iopub, stdin=stdin, hb=hb, control=control)

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - Jupyter's
        """Wait until the kernel answers.

        Raises:
            RuntimeError: if it died, or did not answer within ``timeout`` seconds.
        """
        deadline = time.monotonic() + (math.inf if timeout is None else timeout)
        while True:
            self.kernel_info()
            try:
                reply = await self.shell_channel.get_msg(timeout=_ONE_TRY)
                if reply["msg_type"] == "kernel_info_reply":
                    await self.iopub_channel.get_msg(timeout=_ONE_TRY)
                    self._handle_kernel_info_reply(reply)
                    return
            except Empty:
                pass
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel did not respond in {timeout} seconds")
