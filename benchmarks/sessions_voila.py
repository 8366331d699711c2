"""People before Voila and before the kit, whose kernels are processes."""

from __future__ import annotations

import html
import re
import secrets
from typing import Any

from sessions_people import FIRST, GIVEN, KernelPerson, RefusedError
from yarl import URL


class VoilaPerson(KernelPerson):
    """Somebody before Voila's own page."""

    path = "/"
    kernel = ""

    async def open(self) -> None:
        """Get the page with the kernel's id, the states of all widgets, and find the button."""
        await self.enter()
        await self.shake_hands()
        states = await self.states()
        shown = [state.get("value") for state in states.values()]
        if FIRST.text not in shown:
            raise RefusedError("no question")
        found = {state.get("description"): name for name, state in states.items()}
        self.button = found[GIVEN.text]

    async def enter(self) -> None:
        """Get the page and join the kernel that it names."""
        self.page = await self.get(self.path)
        found = re.search(r'"kernelId": ?"([\w-]+)"', self.page)
        if not found:
            raise RefusedError("no kernel in the page")
        self.kernel = found[1]
        await self.look_up()
        await self.join("/", self.kernel)

    async def look_up(self) -> None:
        """Ask the server about the kernel, as JupyterLab's front end does before it connects."""
        await self.get(f"/api/kernels/{self.kernel}")

    async def answer(self) -> None:
        """Press the button."""
        await self.click(self.button)

    async def goodbye(self) -> None:
        """Let the kernel go.

        Voila's page asks for this without a token and is refused, so its kernels stay until
        the server ends; people of a benchmark bring a token, lest kernels pile up.
        """
        if self.kernel:
            token = self.cookie("_xsrf") or secrets.token_hex(16)
            self.web.cookie_jar.update_cookies({"_xsrf": token}, URL(self.address))
            place = f"{self.address}/voila/api/shutdown/{self.kernel}"
            await self.web.post(place, headers={"X-XSRFToken": token})
        await super().goodbye()


class KitPerson(VoilaPerson):
    """Somebody with a seat before a notebook of the kit."""

    path = "/voila/render/simulations/kuis_tanda.ipynb"

    async def look_up(self) -> None:
        """Ask nothing: the kit's own front end joins at once."""

    async def arrive(self) -> None:
        """Take a seat, as on the home page."""
        await super().arrive()
        async with self.web.post(f"{self.address}/seat", data={}) as answer:
            await answer.read()
        if not self.cookie("tppo_seat"):
            raise RefusedError("no seat")

    async def open(self) -> None:
        """Get the page, say who is there, choose the round, and begin."""
        await self.enter()
        stages = re.findall(r'"model_id": ?"(\w+)"', self.page)
        if not stages:
            raise RefusedError("no stage in the page")
        self.stage = stages[0]
        await self.ask({await self.tell(name, {"method": "request_state"}) for name in stages})
        hello = {"name": "hello", "pass": self.cookie("tppo_seat"), "language": "id"}
        await self.say(hello)
        await self.press("desk-open", "quiz:tanda-1")
        await self.press("begin", "")
        choice = re.search(r'data-event="(answer|toggle)" data-value="([^"]*)"', self.shown)
        if not choice:
            raise RefusedError(f"no question: {self.shown[:200]}")
        self.choice = choice[1], html.unescape(choice[2])

    async def ask(self, asked: set[str]) -> None:
        """Wait until the kernel has dealt with what each stage was asked for, as the page does."""
        there = False
        async for kind, parent, content in self.messages():
            there = there or (kind == "comm_msg" and parent in asked)
            if kind == "status" and content["execution_state"] == "idle":
                asked.discard(parent)
            if not asked:
                break
        if not there:
            raise RefusedError("the kernel has no stage")

    async def answer(self) -> None:
        """Press the first answer."""
        before = self.shown
        await self.press(*self.choice)
        if self.shown == before:
            raise RefusedError("nothing has changed")

    async def press(self, name: str, value: str) -> None:
        """Press something on the stage."""
        await self.say({"name": name, "value": value, "click": secrets.token_hex(6)})

    async def say(self, content: dict[str, Any]) -> None:
        """Tell the stage something, wait for its answer, and keep what is shown."""
        await self.tell(self.stage, {"method": "custom", "content": content})
        async for kind, _, told in self.messages():
            if kind != "comm_msg" or told["comm_id"] != self.stage:
                continue
            self.shown = told["data"].get("state", {}).get("html", getattr(self, "shown", ""))
            if told["data"].get("content", {}).get("ack") == content.get("click", ""):
                return
