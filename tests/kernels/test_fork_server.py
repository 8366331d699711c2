"""The warm process: what it has loaded, when it forks, when it refuses, and when it ends."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time

import psutil
import pytest
from forked import environment, until

from tppo_kit.kernels import fork_server
from tppo_kit.kernels.fork_server import ForkServer
from tppo_kit.kernels.requests import Request
from tppo_kit.settings import REPOSITORY

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be forked here"),
]
HEAVY = {"debugpy", "fsrs", "matplotlib", "numpy", "openpyxl", "pandas", "typst", "voila"}
LOADED = """
import json, sys, threading
from tppo_kit.kernels import fork_server
fork_server.preload()
import gc, sqlite3, zmq
print(json.dumps({
    "modules": sorted(sys.modules),
    "threads": threading.active_count(),
    "context": zmq.Context._instance is not None,
    "open": [type(o).__name__ for o in gc.get_objects()
             if isinstance(o, (zmq.Context, zmq.Socket, sqlite3.Connection))],
}))
"""
#: What the page of a notebook makes its kernel do.
PAGE = """
import sys
from ipywidgets.widgets.widget import _instances
from tppo_kit.notebook import check, play
play("page:main-kasus")
stage = play("scenario:liburan-sepuluh-hari", "scenario:kontrak-di-map-biru")
check("scenario:liburan-sepuluh-hari")
stage._on_message(None, {"name": "hello", "pass": card, "language": "id"}, None)
"""
CARD = """
from tppo_kit.notebook.stage import _log
from tppo_kit.sessions.seats import new_code, pass_for, secret_of
from tppo_kit.settings import load_settings
settings = load_settings()
settings.answers.mkdir(parents=True)
code = new_code()
_log(settings.database).add_seat(code, 1.0)
card = pass_for(code, secret_of(settings.answers))
"""


@pytest.fixture(scope="module")
def loaded():
    """Give what a process holds once it has loaded what the warm process loads."""
    told = subprocess.run(
        [sys.executable, "-P", "-c", LOADED], capture_output=True, check=True, text=True
    )
    return json.loads(told.stdout)


def test_nothing_is_loaded_that_no_learner_needs(loaded):
    """Tables, charts, sheets, print and the debugger stay where they are."""
    assert {name.partition(".")[0] for name in loaded["modules"]} & HEAVY == set()


def test_nothing_is_open_that_would_not_survive_a_fork(loaded):
    """After loading and rehearsing there is one thread, no ZeroMQ context and no database."""
    assert loaded["threads"] == 1
    assert loaded["context"] is False
    assert loaded["open"] == []


def test_a_page_makes_its_kernel_import_nothing_more(loaded, fork):
    """From the fork to the first view of a learner, no module is read from the disk."""
    kernel = fork()
    found = kernel.value(
        "[n for n, m in sys.modules.items() if getattr(m, '__file__', None)]", CARD + PAGE
    )
    shown = kernel.value("stage.html")

    assert set(found) - set(loaded["modules"]) == {"runpy"}  # by ``python -m`` before all else
    assert 'data-event="desk-open"' in shown


def asks(made, request):
    """Send a fork server a line and a request, as the server does; return the server's end."""
    ours, its = socket.socketpair()
    with its:
        socket.send_fds(made, [b"k"], [its.fileno()])
    ours.sendall(request)
    ours.settimeout(60)
    return ours


@pytest.fixture
def alone(monkeypatch):
    """Give the warm process's loop in a process of its own, without anything loaded."""
    control, its = socket.socketpair()
    woken, held = os.pipe()
    code = (
        "import socket, sys; from tppo_kit.kernels.fork_server import ForkServer;"
        "ForkServer(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]),"
        " lambda: 'same', 'same').serve()"
    )
    numbers = (its.fileno(), woken)
    with its:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", code, *map(str, numbers)],
            pass_fds=numbers,
            stderr=subprocess.PIPE,
        )
    yield control, process
    control.close()
    os.close(held)
    os.close(woken)
    process.wait(60)
    process.stderr.close()


def test_what_is_no_request_costs_only_its_own_line(alone, tmp_path):
    """After noise, half a request and a line without descriptor it still takes requests."""
    control, process = alone
    for noise in (b"{}\n", b"\n", b"[1]\n", b"\xff\xfe\n"):
        with asks(control, noise) as line:
            assert line.recv(64) == b""
    with asks(control, b"{") as line:
        line.shutdown(socket.SHUT_WR)
        assert line.recv(64) == b""
    control.sendall(b"k")
    # A kernel that cannot be, because its folder is not there.
    nowhere = Request([], {}, str(tmp_path / "nowhere")).encoded()
    with asks(control, nowhere) as line:
        assert line.recv(64) == b"exit 1\n"

    assert process.poll() is None


def test_it_ends_when_the_server_lets_go(alone):
    """Without a kernel it ends at once, with status 0 and without a word."""
    control, process = alone
    control.close()

    assert process.wait(60) == 0
    assert process.stderr.read() == b""


def test_a_change_on_disk_is_looked_for_once_in_a_while(monkeypatch):
    """Within the time that what was seen is taken to be so, the disk is left alone."""
    looks = []
    made = ForkServer(None, 0, lambda: looks.append(1) or "same", "same")
    moment = time.monotonic()
    monkeypatch.setattr(fork_server.time, "monotonic", lambda: moment)
    made.looked = moment
    first = made._stale()
    moment += fork_server.FRESH_SECONDS + 0.1
    second, third = made._stale(), made._stale()

    assert (first, second, third) == (False, False, False)
    assert looks == [1]


def test_once_stale_it_stays_stale(monkeypatch):
    """What was loaded before a change does not become right when the change is taken back."""
    answers = iter(["other", "same", "same"])
    made = ForkServer(None, 0, lambda: next(answers), "same", looked=float("-inf"))
    first = made._stale()
    made.looked = float("-inf")

    assert (first, made._stale()) == (True, True)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Give a copy of the content that the kit takes for its own."""
    shutil.copytree(REPOSITORY / "data", tmp_path / "home" / "data")
    monkeypatch.setenv("TPPO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_changed_content_is_in_the_next_kernel(fork, servers, home):
    """A word changed on disk is in the next kernel, whose warm process is a new one."""
    case = next((home / "data" / "scenarios").glob("liburan-sepuluh-hari/scenario.yml"))
    text = case.read_text("utf-8")
    title = "play('scenario:liburan-sepuluh-hari').summary()"
    play = "from tppo_kit.notebook import play"
    one = fork(servers, TPPO_HOME=str(home))
    before, first = one.value(title, play), servers.pid
    case.write_text(text.replace("title: ", "title: Kini ", 1), "utf-8")
    time.sleep(fork_server.FRESH_SECONDS)
    other = fork(servers, TPPO_HOME=str(home))

    assert "Kini " not in before
    assert "Kini " in other.value(title, play)
    assert servers.pid != first
    assert one.value("1 + 1") == 2


def test_a_former_warm_process_ends_after_its_last_kernel(fork, servers):
    """It serves those it has forked, and is no zombie once they are gone."""
    kernel = fork(servers)
    former = psutil.Process(servers.pid)
    servers.let_go()
    there = kernel.value("40 + 2")
    kernel.end()
    ended = until(lambda: former.status() == psutil.STATUS_ZOMBIE)
    servers.start()

    assert there == 42
    assert ended
    assert not former.is_running()


def test_a_kernel_and_the_warm_process_end_with_the_server(tmp_path):
    """When the server is killed, nothing that it started is left."""
    code = """
import asyncio, sys, time
from tppo_kit.kernels.requests import Request
from tppo_kit.kernels.starting import ForkServers
from jupyter_client.connect import write_connection_file
import os
folder, servers = sys.argv[1], ForkServers()
os.chdir(folder)
file, _ = write_connection_file("k.json", ip="k", transport="ipc", key=b"k")
kernel = asyncio.run(servers.fork(Request(["-f", file], dict(os.environ), folder)))
print(kernel.pid, servers.pid, flush=True)
time.sleep(600)
"""
    server = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdout=subprocess.PIPE,
        env=environment(tmp_path),
    )
    with server.stdout:
        left = [psutil.Process(int(pid)) for pid in server.stdout.readline().split()]
    server.kill()
    server.wait()
    _, alive = psutil.wait_procs(left, timeout=60)

    assert len(left) == 2
    assert alive == []
