"""Warm processes for the tests, and what is forked from them."""

import itertools
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "server")]

# ruff: noqa: E402 - the folders come first
from forked import Kernel, end, environment

from tppo_kit.kernels.starting import ForkServers


@pytest.fixture(scope="session")
def warm():
    """Give the one that most tests share."""
    servers = ForkServers()
    servers.start()
    yield servers
    end(servers)


@pytest.fixture
def servers():
    """Give one that a test may treat badly; it is not started."""
    made = ForkServers()
    yield made
    end(made)


@pytest.fixture
def fork(warm, tmp_path):
    """Return a function that forks a kernel with a folder of its own; all end with the test."""
    kernels, numbers = [], itertools.count()

    def one(servers=warm, **more):
        folder = tmp_path / f"kernel-{next(numbers)}"
        folder.mkdir()
        kernels.append(Kernel(servers, folder, environment(tmp_path, **more)))
        return kernels[-1]

    yield one
    for kernel in kernels:
        kernel.end()
