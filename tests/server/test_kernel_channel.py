"""What the kernel's websocket refuses, tried with raw frames in both wire formats."""

import contextlib
import json

import pytest
import websocket
from jupyter_client import BlockingKernelClient
from wire import Learner, Wire

from tppo_kit.settings import REPOSITORY

pytestmark = pytest.mark.server
HARMLESS = {"kernel_info_reply", "status", "comm_msg", "comm_open", "comm_close", "stream"}
FORMATS = pytest.mark.parametrize("v1", [True, False], ids=["binary", "json"])


@pytest.fixture(scope="module")
def learner(served):
    """Give somebody who is seated before a notebook of their own."""
    visitor = served.visitor()
    visitor.sit_down()
    seated = Learner(visitor)
    yield seated
    seated.leave()


@pytest.fixture
def kernel(learner):
    """Give the id of a kernel that somebody uses."""
    return learner.kernel


@pytest.fixture
def connect(learner):
    """Return a function that opens a raw websocket to that kernel."""
    wires = []

    def open_wire(**options):
        wires.append(Wire(learner.visitor.port, learner.kernel, **options))
        return wires[-1]

    yield open_wire
    for wire in wires:
        wire.close()


def writes(marker):
    """Return code that would leave a file behind."""
    return f"open({str(marker)!r}, 'w').close()"


def forbidden(marker):
    """Return (message type, content) of everything a visitor may not say."""
    code = writes(marker)
    run = {
        "code": code,
        "silent": False,
        "store_history": False,
        "user_expressions": {"seen": code},
        "allow_stdin": False,
        "stop_on_error": False,
    }
    expression = {"expression": code, "context": "repl", "frameId": 1}
    debug = {"type": "request", "seq": 1, "command": "evaluate", "arguments": expression}
    return [
        ("execute_request", run),
        ("execute_request", {**run, "silent": True}),
        ("execute_request", {**run, "code": "", "user_expressions": {"seen": code}}),
        ("inspect_request", {"code": code, "cursor_pos": 4, "detail_level": 1}),
        ("complete_request", {"code": f"{code}.", "cursor_pos": len(code) + 1}),
        ("is_complete_request", {"code": code}),
        ("history_request", {"hist_access_type": "tail", "n": 99, "output": True, "raw": True}),
        ("debug_request", debug),
        ("usage_request", {}),
        ("connect_request", {}),
        ("apply_request", {"bound": True}),
        ("input_reply", {"status": "ok", "value": code}),
        ("create_subshell_request", {}),
        ("list_subshell_request", {}),
        ("interrupt_request", {}),
    ]


@FORMATS
@pytest.mark.parametrize("channel", ["shell", "control", "stdin"])
def test_nothing_a_visitor_says_runs_or_shows_code(learner, connect, tmp_path, channel, v1):
    """Every request but comm messages and kernel_info goes unanswered and leaves no trace."""
    marker = tmp_path / "marker"
    wire = connect(v1=v1)
    wire.shake_hands()

    for kind, content in forbidden(marker):
        wire.send(channel, kind, content)
    seen = [*wire.shake_hands("control"), *wire.shake_hands("shell")]

    assert {kind for _, kind, _, _ in seen} <= HARMLESS
    assert not marker.exists()
    assert "Liburan sepuluh hari" in learner.hello(learner.visitor.card)


def smuggled(marker):
    """Return (header, content) pairs that pretend to be what is allowed."""
    content = json.dumps({"code": writes(marker), "silent": False, "user_expressions": {}})
    hidden = '"session": "s", "username": "", "version": "5.3", "msg_id": "m"'
    headers = [
        f'{{"msg_type": "comm_msg", "msg_type": "execute_request", {hidden}}}',
        f'{{"msg_type": "execute_request", {hidden}, "msg_type": "comm_msg"}}',
        f'{{"msg_type": "\\u0065xecute_request", {hidden}}}',
        f'{{"msg_type": "execute_request ", {hidden}}}',
        f'{{"msg_type": "EXECUTE_REQUEST", {hidden}}}',
        f'{{"msg_type": "comm_msg\\u0000execute_request", {hidden}}}',
    ]
    return [(header, content) for header in headers]


@FORMATS
def test_a_request_in_disguise_runs_nothing(connect, tmp_path, v1):
    """Doubled keys, escapes and spaces in the message type do not get code past the server."""
    marker = tmp_path / "marker"
    wire = connect(v1=v1)
    wire.shake_hands()

    for header, content in smuggled(marker):
        for channel in ("shell", "control"):
            wire.send_parts(channel, header, content)
    seen = [*wire.shake_hands("control"), *wire.shake_hands("shell")]

    assert {kind for _, kind, _, _ in seen} <= HARMLESS
    assert not marker.exists()


def open_comms(wire, code):
    """Open comms that no page of the kit opens."""
    stage = {"_model_module": "anywidget", "_model_name": "AnyModel", "code": code}
    for target in ("jupyter.widget", "os", "builtins.exec", "jupyter.widget.control"):
        for state in (stage, {**stage, "_model_name": "Nobody"}, None):
            content = {
                "comm_id": f"evil-{target}",
                "target_name": target,
                "target_module": "os",
                "data": {"state": state, "method": "request_states", "buffer_paths": [[0]]},
            }
            wire.send("shell", "comm_open", content)
            wire.send("shell", "comm_msg", content)
    wire.send("shell", "comm_msg", {"code": code})
    return wire.shake_hands()


def test_a_comm_of_any_target_runs_nothing(learn, visitor, tmp_path):
    """Opening comms by name or module is no way to run code."""
    marker = tmp_path / "marker"
    learner = learn(visitor)

    seen = open_comms(learner.wire, writes(marker))

    assert {kind for _, kind, _, _ in seen} <= HARMLESS
    assert not marker.exists()
    assert "Liburan sepuluh hari" in learner.hello(visitor.card)


def test_no_fault_inside_the_kernel_reaches_the_page(learn, visitor):
    """Whatever a visitor provokes, no traceback and no path of the laptop crosses the wire."""
    wire = learn(visitor).wire

    open_comms(wire, "1 / 0")
    wire.metadata = "{}"
    open_comms(wire, "1 / 0")
    heard = "".join(wire.heard)

    assert "Traceback" not in heard
    assert str(REPOSITORY) not in heard


def test_the_marker_would_have_been_written(served, kernel, tmp_path):
    """The same code does run when the laptop's owner sends it past the server."""
    marker = tmp_path / "marker"
    client = BlockingKernelClient()
    client.load_connection_file(str(served.connection_file(kernel)))
    client.start_channels(hb=False)

    client.execute(writes(marker), reply=True, timeout=30)
    client.stop_channels()

    assert marker.exists()


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://localhost", "http://localhost.evil.example:{port}"],
)
def test_a_page_of_another_site_joins_no_kernel(kernel, visitor, origin):
    """A websocket from a foreign origin is refused even with the right id."""
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        Wire(visitor.port, kernel, origin=origin.format(port=visitor.port))

    assert refused.value.status_code == 403


def test_a_foreign_host_name_joins_no_kernel(kernel, visitor):
    """A websocket under a foreign host name is refused though its origin matches."""
    host = f"evil.example:{visitor.port}"

    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        Wire(visitor.port, kernel, host=host, origin=f"http://{host}")

    assert refused.value.status_code == 403


@pytest.mark.parametrize(
    "name", ["00000000-0000-4000-8000-000000000000", "0-0-0-0-0", "*", "%2a-%2a-%2a-%2a-%2a", ""]
)
def test_no_kernel_is_joined_without_its_id(kernel, visitor, name):
    """An id that is unknown or no id at all is not found while other kernels run."""
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        Wire(visitor.port, name)

    assert refused.value.status_code == 404


def test_a_visitor_ends_no_kernel_but_their_own(learn, served, visitor):
    """A shutdown on one's own websocket is felt by nobody else."""
    other = learn(served.visitor())
    mine = learn(visitor)

    mine.wire.send("control", "shutdown_request", {"restart": False})

    assert "Liburan sepuluh hari" in other.press("desk-open", "scenario:liburan-sepuluh-hari")
    assert "Liburan sepuluh hari" in learn(visitor).html


NOISE = {
    "empty": (True, b""),
    "endless": (True, b"\xff" * 64),
    "four thousand million parts": (True, (2**32).to_bytes(8, "little")),
    "parts far away": (True, (6).to_bytes(8, "little") + b"\xff" * 48),
    "old binary form": (False, b"\x08\x00\x00\x00"),
    "list": (False, "[]"),
    "half": (False, "{"),
    "odd": (False, '{"channel": [], "header": {}}'),
}


def answers_after(learner, v1, noise):
    """Tell whether the server still answers after noise on a websocket."""
    visitor = learner.visitor
    wire = Wire(visitor.port, learner.kernel, v1=v1)
    wire.shake_hands()
    (wire.socket.send if isinstance(noise, str) else wire.socket.send_binary)(noise)
    try:
        return all(visitor.ask("/kit/kit.css", seconds=4).status == 200 for _ in "ab")
    except TimeoutError:
        return False
    finally:
        wire.close()


def test_a_frame_that_is_no_message_stops_nobody(serve, learn):
    """After noise on one person's websocket the server goes on answering everybody."""
    server = serve().start()
    learner = learn(server.visitor())
    stopped = []

    for name, (v1, noise) in NOISE.items():
        if not answers_after(learner, v1, noise):
            stopped.append(name)
            server.end()
            learner = learn(server.start().visitor())

    assert stopped == []


def test_an_enormous_frame_is_refused(learner, connect):
    """A message far beyond what a page says closes the websocket, not the kernel."""
    wire = connect()

    with contextlib.suppress(OSError):  # the server may hang up before all of it is sent
        wire.send("shell", "comm_msg", {"comm_id": "x" * 200_000, "data": {}})
    with pytest.raises((websocket.WebSocketException, OSError)):
        wire.shake_hands()

    assert "Liburan sepuluh hari" in learner.hello(learner.visitor.card)
