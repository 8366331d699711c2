"""The command ``serve`` in a process of its own."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from outside import Visitor
from rig import free_port

START_SECONDS = 60
#: What the command line of the warm process holds, and that of a kernel started by itself.
WARM = "tppo_kit.kernels.fork_server"
PLAIN = "tppo_kit.kernels.launch"


def command_of(process):
    """Return the command line of a process, nothing if it has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # a zombie too
        return ""


def places_of(process):
    """Return where a process can be reached, nowhere if it has ended."""
    try:
        return [connection.laddr for connection in process.net_connections("all")]
    except psutil.NoSuchProcess:
        return []


class Server:
    """The command ``serve``, run from outside."""

    def __init__(self, folder, *options, **environment):
        """Choose a port and the folder for answers, perhaps with settings in the environment."""
        self.folder = folder
        self.answers = folder / "answers"
        self.database = self.answers / "tppo-kit.sqlite3"
        self.log = folder / "server.log"
        self.port = free_port()
        self.options = options
        self.environment = environment
        #: The path below which it stands, without its last slash.
        self.base = environment.get("TPPO_BASE", "").rstrip("/")
        self.process = None
        #: Short, or kernels are reached by ports, which others on a busy machine take as well.
        self.temporary = Path(tempfile.mkdtemp(prefix="kit-"))

    def command(self):
        """Return how the server is started."""
        return [
            *(sys.executable, "-m", "tppo_kit", "serve", "--no-browser", "--pool", "0"),
            *("--port", str(self.port), "--data-dir", str(self.answers), *self.options),
        ]

    def run(self):
        """Start the process and do not wait."""
        environment = {
            k: v for k, v in os.environ.items() if not k.startswith(("TPPO_", "JUPYTER"))
        }
        self.temporary.mkdir(exist_ok=True)
        environment |= {"TMPDIR": str(self.temporary), "IPYTHONDIR": str(self.temporary)}
        environment |= self.environment
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def start(self):
        """Start the process and wait until it answers."""
        self.run()
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(ConnectionError):
                self.visitor().ask("/kit/kit.css")
                return self
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
                raise AssertionError(self.log.read_text())
        raise TimeoutError(self.log.read_text())

    def visitor(self, **options):
        """Return a new device."""
        return Visitor(self.port, base=self.base, **options)

    def warm(self):
        """Return the warm process, None where there is none."""
        children = psutil.Process(self.process.pid).children()
        return next((one for one in children if WARM in command_of(one)), None)

    def kernels(self):
        """Return the processes of all kernels, forked ones and others."""
        children = psutil.Process(self.process.pid).children()
        warm = [one for one in children if WARM in command_of(one)]
        forked = [kernel for one in warm for kernel in one.children()]
        return forked + [one for one in children if PLAIN in command_of(one)]

    def connection_file(self, name):
        """Return the file that tells how one kernel is reached."""
        return next(self.temporary.rglob(f"kernel-{name}.json"))

    def kernel(self, name):
        """Return the process of one kernel: the one that waits where its file says."""
        told = json.loads(self.connection_file(name).read_text("utf-8"))
        ip, port = told["ip"], told["shell_port"]
        place = f"{ip}-{port}" if told["transport"] == "ipc" else (ip, port)
        children = psutil.Process(self.process.pid).children(recursive=True)
        return next(child for child in children if place in places_of(child))

    def kill(self):
        """End the server alone, at once, and return the kernels that are left behind."""
        left = self.kernels()
        self.process.kill()
        self.process.wait()
        return left

    def end(self):
        """End the server and all its kernels."""
        if self.process is not None and self.process.poll() is None:
            left = self.kill()
            for one in left:
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.kill()
            psutil.wait_procs(left, timeout=20)
        shutil.rmtree(self.temporary, ignore_errors=True)

    def rows(self, query, *values):
        """Return rows of the log, read beside the server."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(query, values).fetchall()


class Changed(Server):
    """A server some of whose constants are other ones, or which does something else first."""

    def __init__(self, folder, before="", **constants):
        """Take lines of code, and constants of ``tppo_kit.server.kernels``."""
        super().__init__(folder)
        self.before = before
        self.constants = constants

    def command(self):
        """Set the constants, then do what the command does."""
        code = f"{self.before}\nfrom tppo_kit.server import kernels\n"
        code += "".join(f"kernels.{name} = {value}\n" for name, value in self.constants.items())
        code += "from tppo_kit.cli import main\nmain()"
        return [sys.executable, "-c", code, *super().command()[3:]]
