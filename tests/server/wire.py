"""The kernel's websocket from outside, in both wire formats, and what a page says over it."""

import contextlib
import itertools
import json
import re
import secrets
import time

import websocket

#: The stage with the activities, where pages to read stand before it.
MAIN = {"simulations/konter_paspor.ipynb": 1, "modules/02_tanda_tppo.ipynb": 4}
#: The case that is opened to see whether a page answers.
CASE = "scenario:liburan-sepuluh-hari"
V1 = "v1.kernel.websocket.jupyter.org"
#: Shorter than the time between two pings of the server, which would begin the wait anew.
CLICK_SECONDS = 20


class Wire:
    """One open websocket to a kernel."""

    def __init__(self, port, kernel, *, v1=True, base="", **options):
        """Connect as a page of this server would, unless options say otherwise."""
        options = {"host": f"localhost:{port}", "origin": f"http://localhost:{port}", **options}
        self.v1 = v1
        #: The widget protocol that the kernel expects; without it comms are not looked at.
        self.metadata = '{"version": "2.1.0"}'
        self.session = secrets.token_hex(8)
        #: Everything the server said, as text.
        self.heard = []
        self.socket = websocket.create_connection(
            f"ws://127.0.0.1:{port}{base}/api/kernels/{kernel}/channels?session_id={self.session}",
            timeout=CLICK_SECONDS,
            subprotocols=[V1] if v1 else None,
            **options,
        )

    def close(self):
        """Hang up."""
        self.socket.shutdown()

    def send(self, channel, kind, content, **header):
        """Send a message of a kind and return its id."""
        name = secrets.token_hex(8)
        header = {
            "msg_id": name,
            "msg_type": kind,
            "session": self.session,
            "username": "",
            "date": "2026-01-01T00:00:00Z",
            "version": "5.3",
            **header,
        }
        self.send_parts(channel, json.dumps(header), json.dumps(content))
        return name

    def send_parts(self, channel, header, content):
        """Send a message whose header and content are given as JSON text."""
        if not self.v1:
            self.socket.send(
                f'{{"channel": {json.dumps(channel)}, "header": {header}, "parent_header": {{}}, '
                f'"metadata": {self.metadata}, "content": {content}, "buffers": []}}'
            )
            return
        parts = [part.encode() for part in (channel, header, "{}", self.metadata, content)]
        offsets = [8 * (len(parts) + 2)]
        for part in parts:
            offsets.append(offsets[-1] + len(part))
        numbers = [len(offsets), *offsets]
        packed = b"".join(number.to_bytes(8, "little") for number in numbers)
        self.socket.send_binary(packed + b"".join(parts))

    def receive(self, seconds=CLICK_SECONDS):
        """Return the next message as (channel, kind, parent id, content)."""
        self.socket.settimeout(seconds)
        frame = self._next(time.monotonic() + seconds)
        if not frame:  # the other side has closed
            raise websocket.WebSocketConnectionClosedException
        self.heard.append(frame.decode("utf-8", "replace") if isinstance(frame, bytes) else frame)
        if isinstance(frame, str):
            message = json.loads(frame)
            header, parent = message["header"], message["parent_header"]
            return message["channel"], header["msg_type"], parent.get("msg_id"), message["content"]
        channel, header, parent, content = read_v1(frame)
        return channel, header["msg_type"], parent.get("msg_id"), content

    def _next(self, deadline):
        """Return the next text or binary frame; the server's pings do not count as life."""
        while time.monotonic() < deadline:
            code, frame = self.socket.recv_data(control_frame=True)
            if code == websocket.ABNF.OPCODE_PING:
                continue
            if code == websocket.ABNF.OPCODE_CLOSE:
                return b""
            return frame.decode() if code == websocket.ABNF.OPCODE_TEXT else frame
        raise TimeoutError

    def wait_for(self, kind, parent):
        """Return all messages up to the reply of a kind to a message."""
        seen = []
        deadline = time.monotonic() + CLICK_SECONDS
        while time.monotonic() < deadline:
            seen.append(self.receive())
            if seen[-1][1] == kind and seen[-1][2] == parent:
                return seen
        raise TimeoutError(f"no {kind}")

    def shake_hands(self, channel="shell"):
        """Ask who is there until the kernel answers, as every page does first."""
        return self.wait_for("kernel_info_reply", self.send(channel, "kernel_info_request", {}))


def read_v1(frame):
    """Return channel, header, parent header and content of a binary frame."""
    count = int.from_bytes(frame[:8], "little")
    offsets = [int.from_bytes(frame[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
    parts = [frame[a:b] for a, b in itertools.pairwise(offsets)]
    channel, header, parent, _metadata, content = parts[:5]
    return channel.decode(), json.loads(header), json.loads(parent), json.loads(content)


class Learner:
    """A page without a browser: opens a notebook and says what the stage would say."""

    def __init__(self, visitor, notebook="simulations/konter_paspor.ipynb", *, v1=True, **options):
        """Open the notebook, find kernel and stage in the page, and connect."""
        self.page = visitor.ask(f"/voila/render/{notebook}").text
        self.kernel = re.search(r'"kernelId": ?"([\w-]+)"', self.page).group(1)
        self.main = MAIN.get(notebook, 0)
        self.stages = re.findall(r'"model_id": ?"(\w+)"', self.page)
        self.html = ""
        self.visitor = visitor
        self.wire = Wire(visitor.port, self.kernel, v1=v1, base=visitor.base, **options)
        self.wire.shake_hands()

    def leave(self):
        """Close the page, which lets its kernel go."""
        self.wire.close()
        token = {"X-XSRFToken": self.visitor.cookies.get("_xsrf", "")}
        place = f"/voila/api/shutdown/{self.kernel}"
        with contextlib.suppress(OSError):
            return self.visitor.ask(place, "POST", form={}, headers=token).status

    def hello(self, card, stage=None, language="id"):
        """Say who is there and return what is shown."""
        return self.say({"name": "hello", "pass": card, "language": language}, stage)

    def press(self, name, value="", stage=None):
        """Press something, wait until it is acknowledged, and return what is shown."""
        click = secrets.token_hex(6)
        return self.say({"name": name, "value": value, "click": click}, stage)

    def say(self, content, stage=None):
        """Send a message to a stage and return what is shown once it is acknowledged."""
        self.tell(content, stage)
        assert self.acknowledged(content.get("click", ""), CLICK_SECONDS)
        return self.html

    def tell(self, content, stage=None):
        """Send a message to a stage and do not wait."""
        data = {"method": "custom", "content": content}
        number = self.main if stage is None else stage
        comm = {"comm_id": self.stages[number], "data": data}
        self.wire.send("shell", "comm_msg", comm)

    def acknowledged(self, click, seconds):
        """Tell whether a click is acknowledged in time; what is shown is kept up to date."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                _, kind, _, content = self.wire.receive(left)
            except websocket.WebSocketTimeoutException:
                return False
            if kind != "comm_msg":
                continue
            data = content["data"]
            self.html = data.get("state", {}).get("html", self.html)
            if data.get("content", {}).get("ack") == click:
                return True
        return False

    @property
    def shown(self):
        """Return what is shown, without the ids that differ from page to page."""
        return re.sub(r'"s[0-9a-f]{6}-', '"s-', self.html)


def opens(server):
    """Return a learner with a seat of their own, at the list of cases."""
    visitor = server.visitor()
    visitor.sit_down()
    learner = Learner(visitor)
    learner.hello(visitor.card)
    return learner


def goes_on(learner):
    """Tell whether a press is answered."""
    return "Liburan sepuluh hari" in learner.press("desk-open", CASE)
