"""The kit's kernelspec stands before Python's own, and starts with what the environment has."""

import os

import pytest
from jupyter_client.kernelspec import KernelSpecManager

from tppo_kit.kernels.kernelspec import SHARE, show_kernelspec
from tppo_kit.kernels.provisioner import MODULE


@pytest.mark.parametrize("before", [None, "", "/somewhere", f"/somewhere{os.pathsep}/else"])
def test_it_is_found_first_and_named_once(monkeypatch, before):
    """What the environment named before stays behind it, however often it is shown."""
    monkeypatch.delenv("JUPYTER_PATH", raising=False)
    if before is not None:
        monkeypatch.setenv("JUPYTER_PATH", before)
    show_kernelspec()
    show_kernelspec()

    assert os.environ["JUPYTER_PATH"] == os.pathsep.join(filter(None, [str(SHARE), before]))
    assert MODULE in KernelSpecManager().get_kernel_spec("python3").argv


def test_notebooks_name_a_kernel_that_every_jupyter_has(monkeypatch):
    """Its name is the one of Python's own kernel, so that notebooks open without the kit."""
    monkeypatch.delenv("JUPYTER_PATH", raising=False)

    assert "ipykernel_launcher" in KernelSpecManager().get_kernel_spec("python3").argv
