"""A kernel manager starts, interrupts, restarts and ends kernels as it always does."""

import itertools
import logging
import os
import signal
import tempfile

import psutil
import pytest
from forked import SECONDS, environment, until
from jupyter_client.manager import KernelManager

from tppo_kit.kernels import provisioner, starting
from tppo_kit.kernels.kernelspec import SHARE
from tppo_kit.kernels.provisioner import MODULE, is_plain
from tppo_kit.kernels.starting import ForkedKernel

pytestmark = pytest.mark.server
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be forked here")


class Managed:
    """A kernel with its manager and a client, as nbval and JupyterLab have them."""

    def __init__(self, folder, **options):
        """Start it from the kit's kernelspec and wait until it answers."""
        self.place = tempfile.TemporaryDirectory(prefix="tppo-")
        file = f"{self.place.name}/kernel.json"
        self.manager = KernelManager(
            kernel_name="python3", transport="ipc", connection_file=file, **options
        )
        self.manager.start_kernel(cwd=str(folder), env=environment(folder))
        self.connect()

    def connect(self):
        """Wait until it answers."""
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)

    @property
    def process(self):
        """Return what stands for the process."""
        return self.manager.provisioner.process

    def said(self, code):
        """Run code and return what it prints."""
        said = []

        def hear(message):
            if message["msg_type"] == "stream":
                said.append(message["content"]["text"])

        self.client.execute_interactive(code, timeout=SECONDS, output_hook=hear)
        return "".join(said)

    def end(self):
        """End it and hang up."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.place.cleanup()


@pytest.fixture
def manage(warm, tmp_path, monkeypatch):
    """Return a function that starts a managed kernel with a folder of its own."""
    monkeypatch.setenv("JUPYTER_PATH", str(SHARE))
    monkeypatch.setattr(provisioner, "fork_servers", lambda: warm)
    started, numbers = [], itertools.count()

    def start(**options):
        folder = tmp_path / f"kernel-{next(numbers)}"
        folder.mkdir()
        started.append(Managed(folder, **options))
        return started[-1]

    yield start
    for one in started:
        one.end()


@forks
def test_the_kits_kernelspec_forks(manage, warm):
    """The kernel is a child of the warm process, in the folder that was asked for."""
    kernel = manage()

    assert isinstance(kernel.process, ForkedKernel)
    assert psutil.Process(kernel.process.pid).ppid() == warm.pid
    assert "kernel-0" in kernel.said("import os; print(os.getcwd())")


def check_interrupt(kernel):
    """Assert that an endless cell is stopped, and that the kernel keeps what it knew."""
    kernel.said("known = 41")
    kernel.client.execute("while True: pass", stop_on_error=False)  # or what follows is dropped
    until(lambda: kernel.client.get_iopub_msg(timeout=SECONDS)["msg_type"] == "execute_input")
    before = kernel.process.pid
    kernel.manager.interrupt_kernel()
    reply = kernel.client.get_shell_msg(timeout=SECONDS)["content"]

    assert reply["ename"] == "KeyboardInterrupt"
    assert kernel.said("print(known + 1)") == "42\n"
    assert kernel.process.pid == before


@forks
def test_a_cell_is_interrupted(manage):
    """An endless loop in a forked kernel ends with KeyboardInterrupt."""
    check_interrupt(manage())


@forks
def test_a_restart_is_a_fresh_kernel_at_the_same_place(manage, warm):
    """After restart_kernel nothing is known, the connection file is the same, the process is new."""
    kernel = manage()
    kernel.said("known = 41")
    file, first = kernel.manager.connection_file, kernel.process.pid
    kernel.client.stop_channels()
    kernel.manager.restart_kernel()
    kernel.connect()

    assert kernel.said("print('known' in globals())") == "False\n"
    assert kernel.manager.connection_file == file
    assert kernel.process.pid != first
    assert psutil.Process(kernel.process.pid).ppid() == warm.pid


@forks
def test_the_process_group_gets_the_signal(manage):
    """What a kernel has started is interrupted and ended with it."""
    kernel = manage()
    child = int(
        kernel.said(
            "import subprocess, sys\n"
            "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
            "print(child.pid)"
        )
    )
    kernel.manager.signal_kernel(signal.SIGTERM)
    _, alive = psutil.wait_procs([psutil.Process(child)], timeout=SECONDS)

    assert kernel.process.wait(SECONDS) == -signal.SIGTERM
    assert alive == []
    assert not kernel.manager.is_alive()


def test_plain_kernels_are_started_by_themselves(manage, warm, monkeypatch):
    """With TPPO_PLAIN_KERNELS=1 interrupt and restart work as with forked ones, without a fork."""
    monkeypatch.setenv("TPPO_PLAIN_KERNELS", "1")
    kernel = manage()
    plain = psutil.Process(kernel.process.pid)

    assert plain.ppid() == os.getpid()
    assert MODULE in plain.cmdline()
    check_interrupt(kernel)


def test_without_fork_kernels_are_plain(monkeypatch):
    """On Windows nothing is tried."""
    before = is_plain()
    monkeypatch.delattr(os, "fork", raising=False)

    assert before is (os.name == "nt")
    assert is_plain()


@pytest.fixture
def broken(servers, monkeypatch):
    """Give a warm process that cannot start."""
    monkeypatch.setattr(starting, "_COMMAND", ("/no/such/python",))
    return servers


@forks
def test_whatever_goes_wrong_a_kernel_starts(manage, broken, monkeypatch, caplog):
    """Without a warm process it is started the ordinary way, and one line of the log says so."""
    monkeypatch.setattr(provisioner, "fork_servers", lambda: broken)
    log = logging.getLogger("tppo_kit.test")
    with caplog.at_level(logging.WARNING):
        kernel = manage(log=log)
    said = [r.getMessage() for r in caplog.records if r.name == log.name]

    assert kernel.said("print(6 * 7)") == "42\n"
    assert psutil.Process(kernel.process.pid).ppid() == os.getpid()
    assert len([line for line in said if "ordinary way" in line]) == 1


@forks
def test_both_ways_give_the_same_kernel(manage, monkeypatch):
    """Names, path, modules of the shell, streams and signals are the same in both."""
    look = """
import os, signal, sys
ip = get_ipython()
print((sorted(ip.user_ns), sys.path, sorted(ip.magics_manager.magics["line"]), sys.flags.safe_path,
       ip.history_manager.enabled, type(sys.stdout).__name__, sys.stdin is None or sys.stdin.name,
       signal.getsignal(signal.SIGTERM), os.isatty(0), type(ip.kernel).__name__, __name__))
"""
    forked = manage().said(look)
    monkeypatch.setenv("TPPO_PLAIN_KERNELS", "1")
    plain = manage().said(look)

    assert forked == plain
