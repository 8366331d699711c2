"""Kernels fail while their pages open: the page opens all the same, or says so and ends."""

import os

import pytest
from roomlike import until
from serving import Changed
from wire import goes_on, opens

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be forked here"),
]
NOTEBOOK = "/voila/render/simulations/konter_paspor.ipynb"
#: Something happens to the first kernels of a server as soon as they are up.
STRICKEN = """
from signal import *
from tppo_kit.kernels.provisioner import ForkingProvisioner as Ours
launch, left = Ours.launch_kernel, [{1}]
async def launch_and_strike(self, cmd, **options):
    found = await launch(self, cmd, **options)
    if left[0]:
        left[0] -= 1
        self.process.send_signal({0})
    return found
Ours.launch_kernel = launch_and_strike
"""


@pytest.mark.parametrize("how", ["SIGKILL", "SIGSTOP"])
def test_a_kernel_that_fails_while_its_page_opens_is_replaced(tmp_path, how):
    """Whoever waits for the page gets it from another kernel; the first one is buried."""
    server = Changed(tmp_path, STRICKEN.format(how, 1), UP_SECONDS=3).start()
    learner = opens(server)
    went_on = goes_on(learner)
    buried = until(lambda: len(server.kernels()) == 1)
    learner.leave()
    server.end()

    assert went_on
    assert buried
    assert "did not come up" in server.log.read_text("utf-8")


def test_a_page_without_a_kernel_ends(tmp_path):
    """Where no kernel stays up the page breaks off, which its script tells; the rest goes on."""
    server = Changed(tmp_path, STRICKEN.format("SIGKILL", 99)).start()
    visitor = server.visitor()
    answer = visitor.ask(NOTEBOOK)
    home = visitor.ask("/").status
    buried = until(lambda: server.kernels() == [])
    server.end()

    assert answer.status == 200
    assert 'id="loading"' in answer.text
    assert 'class="cell"' not in answer.text
    assert home == 200
    assert buried
    assert "a page broke off" in server.log.read_text("utf-8")
