"""People before Streamlit, Panel, Solara and marimo."""

from __future__ import annotations

import json
import re
import secrets
import uuid
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sessions_people import FIRST, GIVEN, KernelPerson, Person, RefusedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

LAST = FIRST.choices[-1]


class StreamlitPerson(Person):
    """The script runs in the server for each press; its elements come as protobuf messages."""

    path = "/"

    async def arrive(self) -> None:
        """Learn the messages, which only Streamlit's own environment has."""
        await super().arrive()
        self.back = import_module("streamlit.proto.BackMsg_pb2").BackMsg
        self.forward = import_module("streamlit.proto.ForwardMsg_pb2").ForwardMsg

    async def open(self) -> None:
        """Ask whether the server is well, connect, run the script, and find the button."""
        for path in ("/", "/_stcore/health", "/_stcore/host-config"):
            await self.get(path)
        token = self.cookie("_streamlit_xsrf")
        await self.connect("/_stcore/stream", protocols=["streamlit", *([token] if token else [])])
        await self.run("")
        self.script, self.button, seen = "", "", set()
        async for message in self.messages():
            self.script = message.new_session.page_script_hash or self.script
            element = message.delta.new_element
            seen |= {element.markdown.body, element.button.label}
            if element.button.label == GIVEN.text:
                self.button = element.button.id
            if {FIRST.text, LAST.text} <= seen and self.button:
                return

    async def answer(self) -> None:
        """Press the button, which runs the script again."""
        await self.run(self.button)
        async for message in self.messages():
            if message.delta.new_element.alert.body == GIVEN.why:
                return

    async def run(self, pressed: str) -> None:
        """Ask for a run of the script in which a button, or none, was pressed."""
        message = self.back()
        state = message.rerun_script
        state.page_script_hash = getattr(self, "script", "")
        state.context_info.timezone = "UTC"
        state.context_info.locale = "id"
        state.context_info.url = f"{self.address}/"
        if pressed:
            state.widget_states.widgets.add(id=pressed, trigger_value=True)
        await self.socket.send_bytes(message.SerializeToString())

    async def messages(self) -> AsyncIterator[Any]:
        """Give each message."""
        async for frame in self.frames():
            message = self.forward()
            message.ParseFromString(frame)
            if message.delta.new_element.HasField("exception"):
                raise RefusedError(message.delta.new_element.exception.message)
            yield message


class PanelPerson(Person):
    """The document is made with the page and fetched over Bokeh's protocol."""

    path = "/quiz_panel"

    async def open(self) -> None:
        """Get the page with its token, connect, fetch the document, and find the button."""
        page = await self.get(self.path)
        token = re.search(r'"token": ?"([^"]+)"', page)
        if not token:
            raise RefusedError("no token in the page")
        await self.connect(f"{self.path}/ws", protocols=["bokeh", token[1]])
        await anext(self.messages())  # the server's acknowledgement comes first
        await self.send("PULL-DOC-REQ", {})
        document = await self.reply()
        if FIRST.text not in json.dumps(document):
            raise RefusedError("no question")
        labels = {each["attributes"].get("label"): each["id"] for each in _models(document)}
        self.button = labels[GIVEN.text]
        await self.event("document_ready", [])

    async def reply(self) -> Any:
        """Return the document once it comes."""
        async for kind, content in self.messages():
            if kind == "PULL-DOC-REPLY":
                return content
        raise RefusedError("no document")

    async def answer(self) -> None:
        """Press the button."""
        await self.event("button_click", [["model", {"id": self.button}]])
        async for kind, content in self.messages():
            if kind == "PATCH-DOC" and GIVEN.why in json.dumps(content):
                return

    async def event(self, name: str, entries: list[Any]) -> None:
        """Tell the document of an event."""
        values = {"type": "map", **({"entries": entries} if entries else {})}
        told = {"type": "event", "name": name, "values": values}
        event = {"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": told}
        await self.send("PATCH-DOC", {"events": [event]})

    async def send(self, kind: str, content: dict[str, Any]) -> None:
        """Send a message, which is three frames."""
        await self.socket.send_json({"msgid": secrets.token_hex(16).upper(), "msgtype": kind})
        await self.socket.send_json({})
        await self.socket.send_json(content)

    async def messages(self) -> AsyncIterator[tuple[str, Any]]:
        """Give kind and content of each message."""
        frames = self.frames()
        async for frame in frames:
            header = json.loads(frame)
            await anext(frames)  # metadata
            content = json.loads(await anext(frames))
            for _ in range(2 * header.get("num_buffers", 0)):
                await anext(frames)
            if header["msgtype"] == "ERROR":
                raise RefusedError(content["text"])
            yield header["msgtype"], content


def _models(tree: Any) -> Iterator[dict[str, Any]]:
    """Give every model inside a document."""
    if isinstance(tree, dict):
        if "id" in tree and "attributes" in tree:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for each in tree:
            yield from _models(each)


class SolaraPerson(KernelPerson):
    """A kernel in likeness only: a thread of the server speaks its messages."""

    path = "/"
    v1 = False
    kernel = ""

    async def open(self) -> None:
        """Get the page, join a kernel of one's own naming, and run the application."""
        await self.get(self.path)
        self.kernel = str(uuid.uuid4())
        await self.join("/jupyter/", self.kernel)
        await self.shake_hands()
        control = secrets.token_hex(16)
        target = {"comm_id": control, "target_name": "solara.control", "data": {}}
        await self.send("comm_open", target)
        options = {"path": "/", "dark": False, "themes": {}, "appName": None}
        await self.tell(control, {"method": "run", "args": options})
        self.button, asked = "", False
        async for kind, _, content in self.messages():
            if kind == "comm_open":
                asked = asked or FIRST.text in json.dumps(content["data"])
                if content["data"]["state"].get("children") == [GIVEN.text]:
                    self.button = content["comm_id"]
            elif kind == "comm_msg" and content["comm_id"] == control:
                break
        if content["data"].get("method") != "finished" or not (asked and self.button):
            raise RefusedError(f"no question: {content['data']}")

    async def answer(self) -> None:
        """Press the button."""
        await self.click(self.button)

    async def goodbye(self) -> None:
        """Let the kernel go."""
        if self.kernel:
            place = f"{self.address}/_solara/api/close/{self.kernel}?session_id={self.session}"
            await self.web.post(place)
        await super().goodbye()


class MarimoPerson(Person):
    """The server runs the cells once the page connects, and sends their HTML."""

    path = "/"

    async def open(self) -> None:
        """Get the page with its token, connect, and wait for the cells."""
        page = await self.get(self.path)
        token = re.search(r'<marimo-server-token data-token="([^"]*)"', page)
        self.name = f"s_{secrets.token_hex(3)}"
        self.token = token[1] if token else ""
        await self.get("/health")
        await self.connect(f"/ws?session_id={self.name}")
        async for shown in self.outputs():
            if FIRST.text in shown:
                break
        before, _, _ = shown.partition(GIVEN.text)
        names = re.findall(r"object-id='([^']+)'", before)
        if not names:
            raise RefusedError("no button")
        self.button = names[-1]

    async def answer(self) -> None:
        """Press the button by a request of its own."""
        headers = {"Marimo-Session-Id": self.name, "Marimo-Server-Token": self.token}
        pressed = {"objectIds": [self.button], "values": [1]}
        place = f"{self.address}/api/kernel/set_ui_element_value"
        async with self.web.post(place, json=pressed, headers=headers) as answer:
            if answer.status != 200:
                raise RefusedError(f"{answer.status} for the press")
        async for shown in self.outputs():
            if GIVEN.why in shown:
                return

    async def outputs(self) -> AsyncIterator[str]:
        """Give the HTML of each cell that shows something."""
        async for frame in self.frames():
            message = json.loads(frame)
            output = message["data"].get("output") if message["op"] == "cell-op" else None
            if output and isinstance(output.get("data"), str):
                yield output["data"]
