"""When the kernel or the whole laptop goes away under an open page."""

import pytest
from rig import Server
from trainer import trainers_home
from walks import press, put_away, shot, sit_down

pytestmark = pytest.mark.browser
CASE = "simulations/konter_paspor.ipynb"
LIST = ".tppo-stage [data-event='desk-open']"
GONE = "Halaman ini perlu dibuka lagi; jawaban Anda tersimpan."
LOST = "Laptop tidak menjawab."


def _open(visit, server, notebook, ready):
    page = visit()
    sit_down(page, server)
    page.goto(f"{server.address}/voila/render/{notebook}")
    page.wait_for_selector(ready)
    page.evaluate("window.old = true")
    return page


def _is_new(page):
    page.wait_for_function("() => window.old !== true")


def _end_kernel(page, server):
    """End the page's kernel as culling would, from outside the page."""
    kernel = page.evaluate(
        "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    )
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "_xsrf")
    answer = page.request.post(
        f"{server.address}/voila/api/shutdown/{kernel}", form={"_xsrf": token}
    )
    assert answer.status == 204


def test_a_kernel_that_was_let_go_is_told_and_comes_back_with_a_press(visit, server):
    """The page says that answers are kept, waits, and opens again when something is pressed."""
    page = _open(visit, server, CASE, LIST)
    press(page, "desk-open", "scenario:liburan-sepuluh-hari")
    press(page, "begin")
    scene = page.text_content(".tppo-stage .scene")
    _end_kernel(page, server)
    page.wait_for_selector(f"#news:has-text('{GONE}')")
    shot(page, "360-kernel-gone", whole=False)
    waited = page.evaluate("window.old")
    seen = page.evaluate(
        "() => { const box = document.getElementById('news').getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    page.click("[data-event='choose']")
    _is_new(page)
    page.wait_for_selector(LIST)
    press(page, "desk-open", "scenario:liburan-sepuluh-hari")

    assert waited is True
    assert seen
    assert page.text_content(".tppo-stage .scene") == scene


def test_who_comes_back_to_a_page_without_kernel_finds_it_opened_again(visit, server):
    """A phone that slept opens the page again as it wakes."""
    page = _open(visit, server, CASE, LIST)
    _end_kernel(page, server)
    page.wait_for_selector(f"#news:has-text('{GONE}')")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    _is_new(page)
    page.wait_for_selector(LIST)

    assert page.is_hidden("#news")


@pytest.fixture
def own(tmp_path):
    """Give a server with a trainer's notebook whose kernel can be killed from the page."""
    running = Server(tmp_path, TPPO_HOME=str(trainers_home(tmp_path))).start()
    yield running
    running.kill()


def test_a_press_that_kills_its_kernel_opens_the_page_again_only_once(browser, own):
    """Who waits for an answer sees the page again by itself; the second time it says so only."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = _open(context.new_page, own, "simulations/counter.ipynb", "#die")
    page.click("#die")
    _is_new(page)
    page.wait_for_selector("#die")
    page.evaluate("window.old = true")
    page.click("#die")
    page.wait_for_selector(f"#news:has-text('{GONE}')")
    page.wait_for_timeout(1500)
    stayed = page.evaluate("window.old")
    page.click("#news button")
    _is_new(page)
    page.wait_for_selector("#die")
    put_away(context)

    assert stayed is True


def test_a_laptop_that_was_switched_off_is_told_and_comes_back(browser, own):
    """While nobody answers the page says so; once the server is back the page opens again."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(40_000)
    page = _open(context.new_page, own, "simulations/slider.ipynb", ".widget-slider")
    page.goto(f"{own.address}/voila/render/simulations/counter.ipynb")
    page.wait_for_selector("#more")
    page.evaluate("window.old = true")
    own.kill()
    page.wait_for_selector(f"#news:has-text('{LOST}')")
    shot(page, "360-laptop-gone", whole=False)
    own.start()
    page.wait_for_selector(f"#news:has-text('{GONE}')")
    page.click("#more")
    _is_new(page)
    page.wait_for_selector(".counter-told")
    put_away(context)

    assert page.is_closed()
