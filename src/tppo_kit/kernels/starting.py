"""The server's side of the warm process: it is started, asked for kernels, and replaced."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from functools import cache
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from tppo_kit.kernels.requests import Request

#: Seconds within which a kernel must be up; the warm process may have to load everything first.
PATIENCE = 60.0
#: Seconds without another try once the warm process could not be used twice in a row.
PAUSE = 60.0
_COMMAND = (sys.executable, "-P", "-m", "tppo_kit.kernels.fork_server")
_STALE = b"stale\n"
_UP = re.compile(rb"up (\d+)\n")
#: What an ended process is taken to have died of when nobody can tell: SIGKILL.
_UNKNOWN = -9


class NotForkedError(Exception):
    """No kernel could be forked, for a reason that belongs into the laptop's log."""


class ForkedKernel:
    """A forked kernel, with as much of ``subprocess.Popen`` as a kernel manager uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, line: socket.socket) -> None:
        """Remember the process; its line tells when it has ended."""
        self.pid = pid
        self.returncode: int | None = None
        self._line = line
        self._heard = b""
        with contextlib.suppress(psutil.NoSuchProcess):
            self._started = psutil.Process(pid).create_time()

    def poll(self) -> int | None:
        """Return the exit status once the kernel has ended, else None."""
        while self.returncode is None:
            try:
                heard = self._line.recv(64)
            except BlockingIOError:
                return None
            except OSError:
                heard = b""
            self._heard += heard
            if b"exit " in self._heard and self._heard.endswith(b"\n"):
                self._end(int(self._heard.rpartition(b"exit ")[2]))
            elif not heard and not self._is_there():
                self._end(_UNKNOWN)
            elif not heard:
                return None
        return self.returncode

    def _end(self, status: int) -> None:
        self.returncode = status
        self._line.close()

    def _is_there(self) -> bool:
        """Tell whether a kernel lives whose warm process is gone, and can tell no more."""
        with contextlib.suppress(ChildProcessError):  # it may have become a child of this process
            os.waitpid(self.pid, os.WNOHANG)
        try:
            found = psutil.Process(self.pid)
            same: bool = found.create_time() == self._started
            return same and found.status() != psutil.STATUS_ZOMBIE
        except (psutil.NoSuchProcess, AttributeError):
            return False

    def wait(self, timeout: float | None = None) -> int:
        """Wait until the kernel has ended; raise TimeoutExpired after ``timeout`` seconds."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            if deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired([str(self.pid)], timeout or 0.0)
            time.sleep(0.01)
        return status

    def send_signal(self, number: int) -> None:
        """Send a signal unless the kernel has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(signal.SIGKILL)


class ForkServers:
    """The warm process of this server, and its successors."""

    def __init__(self) -> None:
        """Open the pipe whose closing tells every kernel that this server is gone."""
        self._lifeline, self._held = os.pipe()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._former: list[subprocess.Popen[bytes]] = []
        self._not_before = 0.0

    @property
    def pid(self) -> int | None:
        """Return the process id of the warm process, None where there is none."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start the warm process unless it runs; it takes seconds until it is warm."""
        self._former = [each for each in self._former if each.poll() is None]
        if self.pid is not None:
            return
        self.let_go()
        self._control, its = socket.socketpair()
        self._control.setblocking(False)  # noqa: FBT003 - socket's own
        inherited = (its.fileno(), self._lifeline)
        # A kernel of another server may have started this one; its own parent is no concern here.
        environment = {k: v for k, v in os.environ.items() if k != "JPY_PARENT_PID"}
        with its:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [*_COMMAND, *map(str, inherited)],
                pass_fds=inherited,
                env=environment,
                stdin=subprocess.DEVNULL,
            )

    def let_go(self) -> None:
        """Let the warm process end after its last kernel; the next kernel gets a new one."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._former.append(self._process)
            self._process = None

    def _end_hung(self, control: socket.socket | None) -> None:
        """End a warm process that does not answer, unless somebody has done so; kernels stay."""
        if self._process is not None and control is self._control:
            self._process.kill()
            self.let_go()

    async def fork(self, request: Request) -> ForkedKernel:
        """Return a kernel whose sockets are bound.

        Raises:
            NotForkedError: if that cannot be; the ordinary way of starting remains.
        """
        if time.monotonic() < self._not_before:
            raise NotForkedError("the warm process failed a moment ago")
        reason = "what lies on disk changes all the time"
        for _ in range(2):
            control = None
            try:
                self.start()
                control = self._control
                async with asyncio.timeout(PATIENCE):
                    kernel = await self._ask(request)
            except TimeoutError:
                reason = f"the warm process gave no kernel within {PATIENCE:.0f} s"
                self._end_hung(control)
                break
            except (OSError, EOFError) as error:
                reason = f"{type(error).__name__}: {error}"
                kernel = None
            if kernel is not None:
                return kernel
            if control is self._control:  # others may have met the same fault before
                self.let_go()
        self._not_before = time.monotonic() + PAUSE
        raise NotForkedError(reason)

    async def _ask(self, request: Request) -> ForkedKernel | None:
        """Return the kernel, or None if the warm process has loaded what has changed since."""
        if self._control is None:
            raise EOFError("the warm process is gone")
        ours, its = socket.socketpair()
        kernel = None
        try:
            ours.setblocking(False)  # noqa: FBT003 - socket's own
            with its:
                socket.send_fds(self._control, [b"k"], [its.fileno()])
            loop = asyncio.get_running_loop()
            await loop.sock_sendall(ours, request.encoded())
            heard = b""
            while not heard.endswith(b"\n"):
                more = await loop.sock_recv(ours, 64)
                if not more:
                    raise EOFError("the warm process hung up")
                heard += more
            if heard == _STALE:
                return None
            if not (told := _UP.match(heard)):  # the fault is its own: the next one may come up
                raise NotForkedError(f"the kernel did not come up: {heard.decode().strip()}")
            kernel = ForkedKernel(int(told[1]), ours)
            return kernel
        finally:
            if kernel is None:
                ours.close()


@cache
def fork_servers() -> ForkServers:
    """Return the one of this process."""
    return ForkServers()
