"""How a Jupyter server starts the kit's kernels: forked where that can be, else as usual."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from tppo_kit.kernels.requests import Request
from tppo_kit.kernels.starting import NotForkedError, fork_servers

if TYPE_CHECKING:
    from jupyter_client.connect import KernelConnectionInfo

#: What the kernelspec runs when a kernel is started by itself.
MODULE = "tppo_kit.kernels.launch"


def is_plain() -> bool:
    """Tell whether kernels are to be started the ordinary way: by wish, or on Windows."""
    return os.environ.get("TPPO_PLAIN_KERNELS") == "1" or not hasattr(os, "fork")


class ForkingProvisioner(LocalProvisioner):
    """Asks the warm process for a kernel; whatever goes wrong there costs only time."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401 - Jupyter's
        """Start the kernel of a command line and return how it is reached."""
        if is_plain() or MODULE not in cmd:
            return await super().launch_kernel(cmd, **kwargs)
        folder = Path(kwargs.get("cwd") or Path.cwd())
        request = Request(
            arguments=cmd[cmd.index(MODULE) + 1 :],
            environment=dict(kwargs.get("env") or os.environ),
            folder=str(folder),
        )
        try:
            process = await fork_servers().fork(request)
        except NotForkedError as error:
            self.log.warning("a kernel is started the ordinary way (%s)", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process  # type: ignore[assignment]  # it has what is used of Popen
        self.pid = self.pgid = process.pid
        self.cwd = folder
        return self.connection_info
