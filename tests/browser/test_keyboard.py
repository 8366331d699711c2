import pytest
from rig import Server
from walks import MAIN, playthrough_to, shot, tab_to

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["forked", "ordinary"])
def server(request, tmp_path_factory):
    """Give a running server with an empty log, once for each way of starting kernels."""
    plain = {"TPPO_PLAIN_KERNELS": "1"} if request.param == "ordinary" else {}
    running = Server(tmp_path_factory.mktemp(request.param), **plain)
    yield running.start()
    running.kill()


def test_a_case_can_be_played_by_keyboard_alone(visit, server):
    """From the welcome to the debrief with Tab and Enter, focus on the title after each step."""
    page = visit((1366, 768))
    page.goto(server.address)
    tab_to(page, "form[action='/seat'] button")
    page.wait_for_selector(".seat")
    tab_to(page, "a[href*='konter_paspor']")
    page.wait_for_selector(".tppo-stage [data-event]")
    tab_to(page, "[data-value='scenario:umrah-bersama-ibu']")
    page.wait_for_selector("[data-event='begin']")
    tab_to(page, "[data-event='begin']")
    for choice in playthrough_to("umrah-bersama-ibu", "good")["choose"]:
        page.wait_for_selector(f"[data-value='{choice}']")
        assert page.evaluate("document.activeElement.className") == "view-title"
        tab_to(page, f"[data-event='choose'][data-value='{choice}']")
    page.wait_for_selector("[data-event='confidence']")
    tab_to(page, "[data-event='confidence'][data-value='90']")
    page.wait_for_selector(".feedback.good")
    shot(page, "1366-keyboard-debrief")

    assert page.locator(".feedback.good").count() >= 1


def test_the_focus_can_be_seen(visit, server):
    """What has the focus by keyboard has an outline of at least two pixels."""
    page = visit((1366, 768))
    page.goto(server.address)
    page.keyboard.press("Tab")
    widths = []
    for _ in range(4):
        page.keyboard.press("Tab")
        widths.append(
            page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        )
    shot(page, "1366-focus", whole=False)

    assert min(widths) >= 2


def test_what_changed_is_announced(visit, server):
    """After a press the live region says what is on the screen now."""
    page = visit()
    page.goto(server.address)
    page.click("form[action='/seat'] button")
    page.click("a[href*='konter_paspor']")
    page.click("[data-value='scenario:liburan-sepuluh-hari']")
    page.wait_for_selector("[data-event='begin']")
    page.click("[data-event='begin']")
    page.wait_for_selector("[data-event='choose']")
    said = page.text_content(f"{MAIN} [aria-live]")

    assert said.strip() in page.text_content(f"{MAIN} .tppo-body")
    assert len(said) > 20


def test_what_is_shown_can_be_pressed_before_the_last_press_is_acknowledged(visit, server):
    """Each press counts once its screen is there, however late the word that it was saved."""
    page = visit()

    def connect(line):
        far = line.connect_to_server()
        far.on_message(lambda said: b'"ack"' in bytes(said) or line.send(said))

    page.route_web_socket("**/channels*", connect)
    page.goto(server.address)
    page.click("form[action='/seat'] button")
    page.click("a[href*='konter_paspor']")
    page.click("[data-value='scenario:liburan-sepuluh-hari']")
    page.click("[data-event='begin']")
    page.click("[data-value='tanya-terbuka']")
    page.wait_for_selector("[data-value='tanya-terbuka']", state="detached")

    assert page.locator(".lost:visible").count() == 0
