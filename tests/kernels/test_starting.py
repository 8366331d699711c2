"""The server's side: what a forked kernel answers, and what happens without a warm process."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest
from alone import run
from forked import SECONDS, end, environment, until

from tppo_kit.kernels import starting
from tppo_kit.kernels.requests import Request
from tppo_kit.kernels.starting import ForkedKernel, ForkServers, NotForkedError

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be forked here"),
]
ANY = Request(["-f", "kernel.json"], dict(os.environ), "/")


@pytest.fixture(scope="module")
def _rough():
    made = ForkServers()
    yield made
    end(made)


@pytest.fixture
def rough(_rough):
    """Give one that the tests of this module treat badly, ready to be asked."""
    _rough._not_before = 0.0
    return _rough


def ended(kernel):
    """Wait until a kernel tells that it has ended, and return its status."""
    until(lambda: kernel.process.poll() is not None)
    return kernel.process.poll()


@pytest.mark.parametrize("status", [0, 3, 255])
def test_the_exit_status_is_the_kernels_own(fork, status):
    """However it ends by itself, poll and wait say so, each time they are asked."""
    kernel = fork()
    alive = kernel.process.poll()
    kernel.client.execute(f"import os; os._exit({status})")

    assert alive is None
    assert kernel.process.wait(SECONDS) == status
    assert [kernel.process.poll(), kernel.process.wait()] == [status, status]


@pytest.mark.parametrize("how", ["kill", "terminate"])
def test_a_signal_is_told_as_subprocess_tells_it(fork, how):
    """A killed kernel has the negative number of the signal; more signals do no harm."""
    kernel = fork()
    getattr(kernel.process, how)()
    status = kernel.process.wait(SECONDS)
    kernel.process.kill()
    kernel.process.send_signal(signal.SIGINT)

    assert status == -{"kill": signal.SIGKILL, "terminate": signal.SIGTERM}[how]


def test_waiting_ends_with_the_timeout(fork):
    """A kernel that lives on is not waited for longer than asked."""
    kernel = fork()

    with pytest.raises(subprocess.TimeoutExpired):
        kernel.process.wait(0.05)
    assert kernel.process.poll() is None


def test_no_zombie_is_left(fork, warm):
    """Whoever has ended is gone from the table of processes without being asked for."""
    kernels = [psutil.Process(fork().process.pid) for _ in range(3)]
    for kernel in kernels:
        kernel.kill()

    assert until(lambda: not any(kernel.is_running() for kernel in kernels))
    assert psutil.Process(warm.pid).children() == []


def test_kernels_outlive_their_warm_process(fork, rough):
    """After kill -9 of the warm process they answer on, end when told to, and others start."""
    kernels = [fork(rough) for _ in range(3)]
    first = rough.pid
    psutil.Process(first).kill()
    answers = [kernel.value("6 * 7") for kernel in kernels]
    alive = [kernel.process.poll() for kernel in kernels]
    kernels[0].process.kill()
    kernels[1].client.shutdown()
    successor = fork(rough)

    assert answers == [42] * 3
    assert alive == [None] * 3
    # Nobody is left who could tell how they ended.
    assert [ended(kernel) for kernel in kernels[:2]] == [-signal.SIGKILL] * 2
    assert kernels[2].process.poll() is None
    assert successor.value("6 * 7") == 42
    assert rough.pid not in {None, first}


def test_another_process_of_the_same_number_is_not_taken_for_it():
    """A number that the system has given anew does not keep a dead kernel alive."""
    ours, its = socket.socketpair()
    ours.settimeout(0)
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    kernel = ForkedKernel(other.pid, ours)
    its.close()
    while_it_is = kernel.poll()
    kernel._started -= 10
    taken = kernel.poll()
    with other:
        other.communicate(b"\n")

    assert while_it_is is None
    assert taken == -signal.SIGKILL


def test_many_at_once_share_one_warm_process(rough, tmp_path):
    """Ten kernels asked for before it is warm all come up, from one process."""
    kernels = []

    async def all_at_once():
        requests = []
        for number in range(10):
            folder = tmp_path / str(number)
            folder.mkdir()
            arguments = ["-f", str(folder / "kernel.json"), "--ip=127.0.0.1"]
            requests.append(Request(arguments, environment(folder), str(folder)))
        kernels.extend(await asyncio.gather(*map(rough.fork, requests)))

    run(all_at_once())
    parents = {psutil.Process(kernel.pid).ppid() for kernel in kernels}
    for kernel in kernels:
        kernel.kill()
    statuses = [kernel.wait(SECONDS) for kernel in kernels]

    assert parents == {rough.pid}
    assert statuses == [-signal.SIGKILL] * 10


@pytest.mark.parametrize(
    "program",
    ["raise SystemExit(3)", "import os; os.kill(os.getpid(), 9)", "import no_such_module"],
)
def test_a_warm_process_that_cannot_start_is_given_up(servers, monkeypatch, program):
    """After two tries the ordinary way remains, at once for some time, then it is tried again."""
    starts, start = [], servers.start
    monkeypatch.setattr(starting, "_COMMAND", (sys.executable, "-c", program))
    monkeypatch.setattr(servers, "start", lambda: starts.append(start()))
    with pytest.raises(NotForkedError):
        run(servers.fork(ANY))
    with pytest.raises(NotForkedError, match="a moment ago"):
        run(servers.fork(ANY))
    tries = len(starts)
    servers._not_before = time.monotonic()
    with pytest.raises(NotForkedError):
        run(servers.fork(ANY))

    assert (tries, len(starts)) == (2, 4)
    assert servers.pid is None


def test_without_an_interpreter_it_is_given_up(servers, monkeypatch):
    """A program that is not there is one more reason for the ordinary way."""
    monkeypatch.setattr(starting, "_COMMAND", ("/no/such/python",))

    with pytest.raises(NotForkedError, match="FileNotFoundError"):
        run(servers.fork(ANY))


def test_a_hung_warm_process_is_ended_without_its_kernels(fork, rough, monkeypatch):
    """One that answers nothing is killed once patience is out; its kernels go on answering."""
    kernel = fork(rough)
    hung = psutil.Process(rough.pid)
    hung.suspend()
    monkeypatch.setattr(starting, "PATIENCE", 0.5)
    with pytest.raises(NotForkedError, match="within"):
        run(rough.fork(ANY))

    assert until(lambda: rough._former[-1].poll() is not None)
    assert not hung.is_running()
    assert rough.pid is None
    assert kernel.value("6 * 7") == 42
    assert kernel.process.poll() is None


def test_a_kernel_that_cannot_come_up_is_told(fork, warm, tmp_path):
    """A kernel that dies before its sockets are bound is no kernel; the next one is forked."""
    nowhere = Request(["-f", "k.json"], environment(tmp_path), str(tmp_path / "nowhere"))
    before = warm.pid
    with pytest.raises(NotForkedError, match="did not come up: exit 1"):
        run(warm.fork(nowhere))

    assert fork().value("6 * 7") == 42
    assert warm.pid == before


def test_the_environment_of_another_server_is_not_handed_on(servers, monkeypatch):
    """A warm process that a kernel's test started does not take that kernel for its parent."""
    monkeypatch.setenv("JPY_PARENT_PID", "1")
    servers.start()

    assert "JPY_PARENT_PID" not in psutil.Process(servers.pid).environ()
