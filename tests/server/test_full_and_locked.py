"""A locked log and a full disk give a sentence, and nothing is half written."""

import contextlib
import resource
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from outside import TELLTALE

pytestmark = pytest.mark.server
CASE = "scenario:liburan-sepuluh-hari"
LOCKED = "program lain"
FULL = "penuh"
needs_limits = pytest.mark.skipif(
    not hasattr(psutil.Process, "rlimit"), reason="only Linux can limit a running process"
)


@contextlib.contextmanager
def locked(server):
    """Hold the log the way another program might."""
    with contextlib.closing(sqlite3.connect(server.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextlib.contextmanager
def full(process):
    """Let a process write no byte to any file, as on a full disk."""
    soft, hard = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (1, hard))
    yield
    process.rlimit(psutil.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(scope="module")
def busy(tmp_path_factory, request):
    """Give a server of this module's own."""
    from conftest import Server
