"""What a forked process does before it is a kernel: it keeps nothing of the one it came from.

The memory it shares holds code and content, which are the same for everybody. All else is made
anew: process group, signals, descriptors, environment, folder, chance.
"""

from __future__ import annotations

import atexit
import gc
import os
import random
import signal
import sys
import threading
import traceback
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import socket

    from tppo_kit.kernels.requests import Request

_STANDARD = {0, 1, 2}
_MOST_DESCRIPTORS = 1 << 16
#: The lifeline tells that the server is gone; the parent, which ipykernel would watch, is another.
_NO_PARENT = "--IPKernelApp.parent_handle=1"


def become_kernel(request: Request, line: socket.socket, lifeline: int) -> NoReturn:
    """Turn this forked process into the kernel that a request names; it ends as the kernel ends.

    Args:
        request: command line, environment and folder of the kernel.
        line: told ``up PID`` once the kernel's sockets are bound, then closed.
        lifeline: the reading end of a pipe; when its other end closes, the server is gone.
    """
    status = 1
    try:
        os.setsid()
        _reset_signals()
        close_all_but({*_STANDARD, lifeline, line.fileno()})
        os.environ.clear()
        os.environ.update(request.environment)
        os.chdir(request.folder)
        random.seed()
        atexit._clear()  # noqa: SLF001 - as multiprocessing does
        gc.enable()
        threading.Thread(target=_end_with, args=[lifeline], daemon=True).start()
        _run(request.arguments, line)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - nothing may return into the process this came from
        traceback.print_exc(file=sys.__stderr__)
    finally:
        atexit._run_exitfuncs()  # noqa: SLF001
        os._exit(status)


def _run(arguments: list[str], line: socket.socket) -> None:
    from tppo_kit.kernels.launch import run  # noqa: PLC0415 - loaded before the fork

    def up() -> None:
        line.sendall(b"up %d\n" % os.getpid())
        line.close()

    sys.argv = ["tppo-kit-kernel", *arguments]
    run([*arguments, _NO_PARENT], up)


def _reset_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def close_all_but(kept: set[int]) -> None:
    """Close every descriptor of this process except some."""
    start = 0
    for descriptor in [*sorted(kept), min(os.sysconf("SC_OPEN_MAX"), _MOST_DESCRIPTORS)]:
        if start < descriptor:  # Python up to 3.13 takes an empty range at 0 for all there are
            os.closerange(start, descriptor)
        start = descriptor + 1


def _end_with(lifeline: int) -> None:
    """Wait until the server is gone, then end at once: nobody can reach this kernel any more."""
    os.read(lifeline, 1)
    os._exit(0)
