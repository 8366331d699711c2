"""Kernels forked from a real warm process, which do what a test says."""

import ast
import os
import tempfile
import time
from pathlib import Path

import psutil
from alone import run
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from tppo_kit.kernels.requests import Request
from tppo_kit.settings import REPOSITORY

SECONDS = 60


def until(true, seconds=SECONDS):
    """Wait until something is true; tell whether it came to be."""
    deadline = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return found


def environment(folder, **more):
    """Return what a kernel of the kit's own server finds in its environment."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TPPO_", "JUPYTER", "JPY_"))}
    own = {
        "TPPO_HOME": str(REPOSITORY),
        "TPPO_DATA_DIR": str(folder / "answers"),
        "TPPO_SERVED": "1",
        "IPYTHONDIR": str(folder / "ipython"),
    }
    return {**kept, **own, **more}


class Kernel:
    """A forked kernel, and the line over which the laptop's owner could talk to it."""

    def __init__(self, servers, folder, environment):
        """Fork it; it waits at sockets in a folder with a short name, as the server's do."""
        self.place = tempfile.TemporaryDirectory(prefix="tppo-")
        self.file, _ = write_connection_file(
            str(Path(self.place.name) / "kernel.json"),
            ip=str(Path(self.place.name) / "kernel-ipc"),
            transport="ipc",
            key=b"a key",
        )
        arguments = ["-f", self.file, "--HistoryManager.enabled=False"]
        self.process = run(servers.fork(Request(arguments, environment, str(folder))))
        self.client = BlockingKernelClient()
        self.client.load_connection_file(self.file)
        self.client.start_channels(hb=False)  # its thread spins if it is stopped before it began

    def value(self, expression, code=""):
        """Run code, then return what an expression is; it must be a literal."""
        answer = self.client.execute(
            code, user_expressions={"it": expression}, reply=True, timeout=SECONDS
        )["content"]
        assert answer["status"] == "ok", answer.get("traceback")
        found = answer["user_expressions"]["it"]
        assert found["status"] == "ok", found
        return ast.literal_eval(found["data"]["text/plain"])

    def fault(self, code):
        """Run code that fails, and return the name of the exception and its sentence."""
        # The next message is not to be refused because this one fails.
        answer = self.client.execute(code, reply=True, timeout=SECONDS, stop_on_error=False)
        answer = answer["content"]
        return answer["ename"], answer["evalue"]

    def end(self):
        """End it at once, and hang up."""
        self.process.kill()
        self.process.wait(SECONDS)
        self.client.stop_channels()
        self.client.context.destroy(linger=0)
        self.place.cleanup()


def end(servers):
    """End a warm process and everything it has forked, also what hangs."""
    processes = [servers._process, *servers._former]
    servers.let_go()
    for process in filter(None, processes):
        if process.poll() is None:
            for child in psutil.Process(process.pid).children():
                child.kill()
            process.kill()
            process.wait()
    os.close(servers._held)
    os.close(servers._lifeline)
