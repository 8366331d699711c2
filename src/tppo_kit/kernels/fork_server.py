"""The warm process: everything a learner's kernel needs is loaded once, then forked on demand.

It never starts a thread, an event loop or anything of ZeroMQ, because none of these survives a
fork. What it has loaded is frozen, so that the garbage collector of a kernel does not copy the
memory that all kernels share.

It is started with two inherited descriptors. On the first, a socket of the server, one byte and
a descriptor arrive for each kernel: the kernel's own line. The second is the reading end of a
pipe that only the server holds open; a kernel whose server is gone sees it close.

A kernel's line brings one request (see ``requests``) and carries back, each ended by a line feed:
``up PID`` once the kernel's sockets are bound, or ``stale`` if what is loaded is no longer what
lies on disk; and in the end ``exit N``, the exit status as ``subprocess`` counts it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import selectors
import signal
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tppo_kit.kernels.changes import fingerprint
from tppo_kit.kernels.clean_room import become_kernel
from tppo_kit.kernels.requests import read_request
from tppo_kit.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds during which what lies on disk is taken to be what it was.
FRESH_SECONDS = 1.0
#: Seconds within which a request must follow its line.
_PATIENCE = 5.0


#: What ipykernel, IPython and SQLAlchemy import only once a kernel runs.
_LATE = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "encodings.ascii",
    "encodings.unicode_escape",
    "resource",
    "sqlalchemy.dialects.sqlite",
    "sqlite3",
    "tornado.platform.asyncio",
    "tppo_kit.kernels.launch",
    "tppo_kit.store.log",
    "unicodedata",
)


def preload() -> None:
    """Import what every learner's kernel imports, read all content, and rehearse."""
    for module in _LATE:
        import_module(module)
    # These take their time, and only this process needs them at once.
    from tppo_kit.kernels.launch import leave_out_debugger  # noqa: PLC0415
    from tppo_kit.kernels.rehearsal import rehearse  # noqa: PLC0415
    from tppo_kit.notebook import content  # noqa: PLC0415

    leave_out_debugger()
    catalogue = content()
    catalogue.read_all()
    rehearse(catalogue)


@dataclass(slots=True)
class ForkServer:
    """The loop of the warm process, and the lines of the kernels it has forked."""

    control: socket.socket
    lifeline: int
    on_disk: Callable[[], str]
    loaded: str
    lines: dict[int, socket.socket] = field(default_factory=dict)
    looked: float = field(default_factory=time.monotonic)

    def serve(self) -> None:
        """Fork on demand until the server lets go and the last kernel has ended."""
        woken, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        with selectors.DefaultSelector() as selector:
            selector.register(woken, selectors.EVENT_READ)
            selector.register(self.control, selectors.EVENT_READ)
            while self.lines or self.control.fileno() >= 0:
                for key, _ in selector.select():
                    if key.fd == woken:
                        os.read(woken, 512)
                        self._bury()
                    elif not self._take():
                        selector.unregister(self.control)
                        self.control.close()

    def _take(self) -> bool:
        """Fork the next kernel that is wanted; tell whether the server may want more."""
        try:
            said, descriptors, _, _ = socket.recv_fds(self.control, 1, 1)
        except OSError:
            return False
        if not said:
            return False
        if not descriptors:  # this process has as many as it may have: a successor is needed
            return True
        line = socket.socket(fileno=descriptors[0])
        try:
            line.settimeout(_PATIENCE)
            request = read_request(line)
            if self._stale():
                line.sendall(b"stale\n")
                line.close()
                return True
            pid = os.fork()
        except (OSError, ValueError, TypeError) as error:
            sys.stderr.write(f"tppo-kit: a kernel could not be forked: {error!r}\n")
            line.close()
            return True
        if pid == 0:
            become_kernel(request, line, self.lifeline)
        self.lines[pid] = line
        return True

    def _stale(self) -> bool:
        now = time.monotonic()
        if self.loaded and now - self.looked > FRESH_SECONDS:
            self.looked = now
            if self.on_disk() != self.loaded:
                self.loaded = ""
        return not self.loaded

    def _bury(self) -> None:
        """Take the exit status of every kernel that has ended, and tell it."""
        while self.lines:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            line = self.lines.pop(pid)
            with contextlib.suppress(OSError):
                line.sendall(b"exit %d\n" % os.waitstatus_to_exitcode(status))
            line.close()


def main(control: int, lifeline: int) -> None:
    """Load everything, then fork on demand."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is the server's
    folders = [load_settings().data, Path(__file__).parents[1]]
    loaded = fingerprint(folders)
    gc.disable()
    preload()
    gc.collect()
    gc.freeze()
    if threading.active_count() > 1:
        sys.exit("tppo-kit: a thread was started while loading; a fork would lose it")
    # While this waits it must not collect either: that would copy what is shared.
    ForkServer(
        control=socket.socket(fileno=control),
        lifeline=lifeline,
        on_disk=lambda: fingerprint(folders),
        loaded=loaded,
    ).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
