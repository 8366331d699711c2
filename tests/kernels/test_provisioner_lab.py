"""JupyterLab's buttons on a forked kernel: start, interrupt, restart and end over its REST API."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import psutil
import pytest
from forked import SECONDS, environment, until
from rig import free_port
from wire import Wire

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be forked here"),
]
TOKEN = {"Authorization": "token abc"}


class Lab:
    """The command ``lab``, and what its page asks the server behind it."""

    def __init__(self, folder):
        """Start it, and wait until it answers."""
        self.port = free_port()
        self.log = folder / "lab.log"
        command = [
            *(sys.executable, "-m", "tppo_kit", "lab", "--no-browser", "--allow-root"),
            *(f"--port={self.port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=abc"),
        ]
        own = environment(folder, TPPO_SERVED="", JUPYTER_CONFIG_DIR=str(folder / "config"))
        own |= {"JUPYTER_RUNTIME_DIR": str(folder / "runtime")}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, env=own, stdout=log, stderr=log, start_new_session=True
            )
        answers = until(self.answers, 90)
        assert answers, self.log.read_text()

    def answers(self):
        """Tell whether it answers; it must not have ended."""
        assert self.process.poll() is None, self.log.read_text()
        try:
            return self.ask("GET", "") is not None
        except OSError:
            time.sleep(0.1)
            return False

    def ask(self, method, path, content=None):
        """Ask the REST API, and return what it answers."""
        data = None if content is None else json.dumps(content).encode()
        address = f"http://localhost:{self.port}/api{path}"
        request = urllib.request.Request(address, data, TOKEN, method=method)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return json.loads(answer.read() or "null")

    def wire(self, kernel):
        """Return a websocket to a kernel that answers."""
        made = Wire(self.port, kernel, header=[f"{k}: {v}" for k, v in TOKEN.items()])
        made.shake_hands()
        return made

    def forked(self):
        """Return what warm processes have started."""
        warm = psutil.Process(self.process.pid).children()
        return {kernel for one in warm for kernel in one.children()}

    def end(self):
        """End it with everything it has started."""
        left = psutil.Process(self.process.pid).children(recursive=True)
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        psutil.wait_procs(left, timeout=SECONDS)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Give a JupyterLab on the kit."""
    made = Lab(tmp_path_factory.mktemp("lab"))
    yield made
    made.end()


def executes(wire, code):
    """Ask a kernel to run code, and return the name of the message; an error drops no other."""
    asked = {"code": code, "silent": False, "stop_on_error": False}
    return wire.send("shell", "execute_request", asked)


def printed(wire, code):
    """Run code and return what it prints; all of it is there once the kernel says it is idle."""
    name, text = executes(wire, code), ""
    while True:
        _, kind, parent, content = wire.receive()
        if parent == name and kind == "stream":
            text += content["text"]
        if parent == name and content.get("execution_state") == "idle":
            return text


def test_interrupt_restart_and_end(lab):
    """A loop is stopped, a restart forgets under the same id, and an end leaves no process."""
    before = lab.forked()
    kernel = lab.ask("POST", "/kernels", {"name": "python3"})["id"]
    (first,) = lab.forked() - before
    wire = lab.wire(kernel)
    printed(wire, "known = 41")
    name = executes(wire, "print('now', flush=True)\nwhile True: pass")
    wire.wait_for("stream", name)
    lab.ask("POST", f"/kernels/{kernel}/interrupt", {})
    interrupted = wire.wait_for("execute_reply", name)[-1][3]
    knows = printed(wire, "print(known + 1)")
    again = lab.ask("POST", f"/kernels/{kernel}/restart", {})
    wire.close()
    wire = lab.wire(kernel)
    forgot = printed(wire, "print('known' in globals())")
    wire.close()
    (second,) = lab.forked() - before - {first}
    lab.ask("DELETE", f"/kernels/{kernel}")

    assert interrupted["ename"] == "KeyboardInterrupt"
    assert knows == "42\n"
    assert again["id"] == kernel
    assert forgot == "False\n"
    assert first.pid != second.pid
    assert until(lambda: not first.is_running() and not second.is_running())
    assert lab.ask("GET", "/kernels") == []


def test_a_kernel_that_dies_is_started_anew(lab):
    """JupyterLab, unlike the kit's own server, brings a dead kernel back under its id."""
    before = lab.forked()
    kernel = lab.ask("POST", "/kernels", {"name": "python3"})["id"]
    (first,) = lab.forked() - before
    first.kill()
    back = until(lambda: lab.forked() - before - {first})
    wire = lab.wire(kernel)
    said = printed(wire, "print(6 * 7)")
    wire.close()
    listed = [one["id"] for one in lab.ask("GET", "/kernels")]
    lab.ask("DELETE", f"/kernels/{kernel}")

    assert len(back) == 1
    assert said == "42\n"
    assert listed == [kernel]
