"""Run a kernel, by itself or in a forked process: ``python -m tppo_kit.kernels.launch -f FILE``."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config
from traitlets.config.loader import DeferredConfigString

from tppo_kit.kernels.leaving_out import import_without
from tppo_kit.kernels.limits import LimitedKernel, limit_memory
from tppo_kit.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

_SETTING = re.compile(r"--(\w+)\.(\w+)=(.*)", re.DOTALL)


class KernelApp(IPKernelApp):
    """Reads the usual arguments by itself, because the stock parser touches every class."""

    def parse_command_line(self, argv: list[str] | None = None) -> None:
        """Take ``-f FILE --Class.name=value …``; leave anything else to the stock parser."""
        found = Config()
        arguments = list(argv or [])
        if arguments[:1] == ["-f"] and len(arguments) > 1:
            found.IPKernelApp.connection_file = arguments[1]
            arguments = arguments[2:]
        settings = [_SETTING.fullmatch(argument) for argument in arguments]
        if not all(settings):
            super().parse_command_line(argv)
            return
        for name, trait, value in (setting.groups() for setting in settings if setting):
            found[name][trait] = DeferredConfigString(value)
        self.update_config(found)


def leave_out_debugger() -> None:
    """Tell ipykernel that there is no debugger: loading it would be half the time of a start."""
    import_without("debugpy", "ipykernel.debugger")


def _register_widgets() -> None:
    """Let widgets be reached by name: before the fork there was no kernel to do it with."""
    widgets = sys.modules.get("ipywidgets")
    if widgets is not None:
        widgets.register_comm_target()


def run(arguments: list[str], up: Callable[[], None] = lambda: None) -> None:
    """Run a kernel until it is shut down.

    A kernel that the kit's own server shows to a learner has limits; one of JupyterLab has none.

    Args:
        arguments: the command line of ipykernel.
        up: called once the kernel's sockets are bound.
    """
    leave_out_debugger()
    app = KernelApp.instance()
    if load_settings().served:
        limit_memory()
        app.kernel_class = LimitedKernel
    app.initialize(arguments)  # type: ignore[no-untyped-call]
    _register_widgets()
    up()
    app.start()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    run(sys.argv[1:])
