import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest
from playwright.sync_api import TimeoutError  # noqa: A004 - the library's own
from rig import free_port
from walks import MAIN, press, put_away, shot

from tppo_kit.settings import load_settings

pytestmark = pytest.mark.browser
HOME = load_settings().home
CONNECTED = """() => {
    const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
    return session?.isReady && session.session?.kernel?.status === 'idle';
}"""


@pytest.fixture
def lab(tmp_path):
    """Give the address of a JupyterLab on the kit, with its answers in a folder of its own."""
    port = free_port()
    environment = {
        **os.environ,
        "TPPO_DATA_DIR": str(tmp_path / "answers"),
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
    }
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
        *(f"--port={port}", "--IdentityProvider.token=", "--ServerApp.password="),
        *("--LabApp.news_url=", "--LabApp.expose_app_in_browser=True"),
    ]
    with (tmp_path / "lab.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=HOME, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 90
    while True:
        try:
            urllib.request.urlopen(f"{address}/api").close()  # noqa: S310
            break
        except OSError:
            assert process.poll() is None, (tmp_path / "lab.log").read_text()
            assert time.monotonic() < deadline, (tmp_path / "lab.log").read_text()
    yield address
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _run_all(page):
    """Run all cells, again if JupyterLab was not ready for it yet, as a person would."""
    for _ in range(8):
        # In braces, so that its promise is not waited for: without a kernel it is never kept.
        page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
        try:
            page.wait_for_selector(".tppo-stage [data-event='desk-open']", timeout=8_000)
        except TimeoutError:
            continue
        return
    pytest.fail("the stage did not appear in JupyterLab")


def test_the_same_notebook_works_in_jupyterlab(browser, lab):
    """In JupyterLab the notebook runs, the stage appears styled, and a case can be begun."""
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{lab}/lab/tree/simulations/konter_paspor.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    # Asked to run without a kernel, JupyterLab would show a dialog and wait for ever.
    page.wait_for_function(CONNECTED)
    _run_all(page)
    stage = page.locator(MAIN).first
    press(page, "desk-open", "scenario:liburan-sepuluh-hari", stage)
    press(page, "begin", stage=stage)
    stage.scroll_into_view_if_needed()
    shot(page, "1366-jupyterlab", whole=False)
    background = stage.locator(".scene").evaluate("el => getComputedStyle(el).borderLeftStyle")
    put_away(context)

    assert background == "solid"
