"""A notebook's page without JupyterLab: what is sent, what works, and what needs the rest."""

import json
import time

import pytest
from counting import Counter
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from rig import Server
from trainer import trainers_home
from walks import press, put_away, shot, sit_down

from tppo_kit.server.door import pin_of

pytestmark = pytest.mark.browser
CASE = "simulations/konter_paspor.ipynb"
FIRST_BYTES, SECOND_BYTES = 1_000_000, 100_000


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Give a running server with a trainer's own notebooks."""
    folder = tmp_path_factory.mktemp("own")
    running = Server(folder, TPPO_HOME=str(trainers_home(folder))).start()
    yield running
    running.kill()


@pytest.fixture
def enter(browser):
    """Return a function that sits down at a server and opens a notebook; no script may fail."""
    contexts, faults = [], []

    def open_notebook(server, notebook, ready, size=(360, 740)):
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}))
        contexts[-1].set_default_timeout(30_000)
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
        sit_down(page, server)
        page.goto(f"{server.address}/voila/render/{notebook}")
        page.wait_for_selector(ready)
        return page

    yield open_notebook
    for context in contexts:
        put_away(context)
    assert faults == []


@pytest.mark.parametrize("notebook", [CASE, "modules/11_data_dan_evaluasi.ipynb"])
def test_a_page_sends_little_and_next_time_less(browser, server, notebook):
    """Of JupyterLab nothing is sent; the second view asks for no script or style again."""
    line = Counter(server.port)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    sit_down(page, line)
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.goto("about:blank")
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(line.address)))
    line.take()
    views = []
    for _ in range(2):
        page.goto(f"{line.address}/voila/render/{notebook}")
        page.wait_for_selector(".tppo-stage [data-event]")
        page.wait_for_timeout(1_000)
        views.append(line.take())
        page.goto("about:blank")
    put_away(context)
    line.close()

    assert 10_000 < views[0] < FIRST_BYTES
    assert views[1] < min(SECOND_BYTES, views[0])
    assert {url for url in asked if url.startswith("/voila/static")} == set()
    assert {url for url in asked if url.startswith("/voila/labextensions")} == set()


def test_a_page_without_widgets_keeps_no_kernel(visit, server):
    """The console is a page within a page: its kernel is let go as soon as it is drawn."""
    page = visit((1024, 768))
    page.goto(f"{server.address}/pin?to=/")
    page.fill("#pin", pin_of(server.folder / "answers", time.time()))
    page.click("main form button")
    wanted = "**/voila/api/shutdown/*"
    with page.expect_response(wanted) as released:
        page.goto(f"{server.address}/voila/render/facilitator_guide/console.ipynb")
    page.wait_for_selector("iframe")
    shot(page, "1024-console-notebook", whole=False)

    assert released.value.status == 204


def test_leaving_a_page_lets_its_kernel_go(visit, server):
    """Who goes back home needs no kernel any more."""
    page = visit()
    sit_down(page, server)
    page.goto(f"{server.address}/voila/render/{CASE}")
    page.wait_for_selector(".tppo-stage [data-event]")
    kernel = page.evaluate(
        "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    )
    asked = f"{server.address}/api/kernels/{kernel}"
    before = page.request.get(asked).status
    page.click(".bar a")
    page.wait_for_selector(".seat")
    page.wait_for_function("async a => (await fetch(a)).status === 404", arg=asked)

    assert before == 200


def test_charts_and_tables_can_be_perceived(visit, server):
    """Each chart has words and each table can be scrolled by keyboard, in the chosen language."""
    page = visit()
    sit_down(page, server)
    page.click("form[action='/language'] button")
    page.goto(f"{server.address}/voila/render/modules/11_data_dan_evaluasi.ipynb")
    page.wait_for_selector(".tppo-stage [data-event]")
    words = page.eval_on_selector_all("main .cell img", "all => all.map(img => img.alt)")
    tables = page.eval_on_selector_all(
        "main .cell:has(table.dataframe) > div",
        "all => all.map(box => [box.tabIndex, box.ariaLabel, box.getAttribute('role')])",
    )
    home = page.text_content(".bar a")
    loading = page.text_content("#loading")

    assert set(words) == {"Chart; its figures are written below."}
    assert len(words) >= 2
    assert set(map(tuple, tables)) == {(0, "Table", "group")}
    assert home == "← Home"
    assert loading == ""


def test_a_trainers_sliders_work_beside_the_stage(enter, own):
    """Widgets of other kinds fetch Voila's own front end, for the same kernel."""
    page = enter(own, "simulations/slider.ipynb", ".widget-slider", (1024, 768))
    page.wait_for_selector(".tppo-stage .view")
    page.focus(".widget-slider .noUi-handle")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("text=4 desa")
    shot(page, "1024-slider", whole=False)

    assert page.text_content(".widget-readout").strip() == "4"


def test_a_widget_written_by_hand_has_all_of_its_bridge(enter, own):
    """Values, bytes, messages with bytes, commands and styles pass as in JupyterLab."""
    page = enter(own, "simulations/counter.ipynb", ".counter-told")
    shown = [page.text_content(".counter-told")]
    for name, expected in (
        ("more", "value 2 double 4 bytes 6 total 6"),
        ("fill", "value 2 double 4 bytes 50 total 50"),
        ("say", "heard halo bytes 11"),
        ("ask", "YA!"),
    ):
        page.click(f"#{name}")
        page.wait_for_selector(f".counter-told:text-is('{expected}')")
        shown.append(page.text_content(".counter-told"))
    style = page.eval_on_selector(".counter-told", "el => getComputedStyle(el).fontStyle")

    assert shown[0] == "value 1 double 2 bytes 6 total 6"
    assert style == "italic"


def test_what_fails_in_a_cell_is_a_sentence(enter, own):
    """A trainer's fault shows neither its traceback nor its words to the learner."""
    page = enter(own, "simulations/plain.ipynb", "main .cell .notice")

    assert "Angka <desa>" in page.text_content("main")
    assert "rahasia" not in page.content()
    assert "Ada yang tidak beres" in page.text_content("main .cell .notice")


def test_a_press_reaches_the_kernel_though_the_line_was_broken(visit, server):
    """The line is joined again by itself, and what was pressed meanwhile arrives."""
    page = visit()
    page.add_init_script(
        "const Plain = WebSocket; window.sockets = [];"
        "window.WebSocket = class extends Plain {"
        " constructor(...all) { super(...all); window.sockets.push(this); } };"
    )
    sit_down(page, server)
    page.goto(f"{server.address}/voila/render/{CASE}")
    page.wait_for_selector(".tppo-stage [data-event='desk-open']")
    page.evaluate("sockets[0].close()")
    press(page, "desk-open", "scenario:liburan-sepuluh-hari")

    assert page.locator("[data-event='begin']").count() == 1
    assert page.evaluate("sockets.length") == 2
    assert page.is_hidden("#news")


def test_messages_have_the_form_that_jupyter_gives_them(visit, server):
    """What the script packs Jupyter unpacks, and the other way round, bytes and letters alike."""
    page = visit()
    sit_down(page, server)
    packed = page.evaluate(
        "async () => { const { encode } = await import('/kit/line.js');"
        " const frame = encode({ n: 1 }, { m: 2 }, { word: 'é …' }, [new Uint8Array([0, 255])]);"
        " return [...new Uint8Array(await frame.arrayBuffer())]; }"
    )
    channel, parts = deserialize_msg_from_ws_v1(bytes(packed))
    sent = [b'{"msg_id": "a"}', b'{"msg_id": "b"}', b"{}", '{"word": "é …"}'.encode(), b"\0\xff"]
    read = page.evaluate(
        "async (bytes) => { const { decode } = await import('/kit/line.js');"
        " const { header, parent, content, buffers } = decode(new Uint8Array(bytes).buffer);"
        " const view = buffers[0];"
        " return [header.msg_id, parent.msg_id, content.word,"
        " [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)]]; }",
        list(serialize_msg_to_ws_v1(sent, "iopub")),
    )

    assert channel == "shell"
    assert [json.loads(part) for part in parts[:4]] == [{"n": 1}, {}, {"m": 2}, {"word": "é …"}]
    assert bytes(parts[4]) == b"\0\xff"
    assert read == ["a", "b", "é …", [0, 255]]
