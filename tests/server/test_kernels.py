"""How many files and sockets the server may open, so that a full room finds a place."""

import os
import subprocess
import sys

import pytest

from tppo_kit.server.kernels import DESCRIPTORS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
TOLD = """
import resource, sys
from tppo_kit.server.kernels import allow_descriptors
soft, hard = (int(number) for number in sys.argv[1:])
resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
allow_descriptors()
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.parametrize(
    ("soft", "hard", "after"),
    [(256, 16_384, DESCRIPTORS), (256, 1024, 1024), (10_000, 16_384, 10_000)],
    ids=["as many as wanted", "as many as there are", "never fewer"],
)
def test_a_small_limit_is_raised(soft, hard, after):
    """A limit as macOS and Linux set it for programs that do not ask is raised where it can be."""
    told = subprocess.run(
        [sys.executable, "-c", TOLD, str(soft), str(hard)],
        capture_output=True,
        check=True,
        text=True,
    )

    assert told.stdout.split() == [str(after), str(hard)]
