"""How a kernel reads its command line, and that it does without a debugger."""

import subprocess
import sys

import pytest
from ipykernel.kernelapp import IPKernelApp
from IPython.core.history import HistoryAccessor
from jupyter_client.session import Session

from tppo_kit.kernels.launch import KernelApp

LINES = [
    ["-f", "/somewhere/kernel.json"],
    ["-f", "/some where/kernel.json", "--HistoryAccessor.enabled=False"],
    ["-f", "k.json", "--IPKernelApp.parent_handle=1", "--Session.key=a=b"],
    ["-f", "k.json", "--ip=127.0.0.1", "--HistoryManager.enabled=False"],
    ["-f", "k.json", "--InteractiveShellApp.exec_lines=['x = 1', 'y = 2']"],
    ["--debug"],
    [],
]


def understood(kind, line):
    """Return what an application and its parts take from a command line."""
    app = kind()
    app.parse_command_line(line)
    told = (app.connection_file, app.parent_handle, app.ip, app.log_level, app.exec_lines)
    key = app.config.Session.get("key") and Session(parent=app).key
    return *told, key, HistoryAccessor(parent=app, hist_file=":memory:").enabled


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_a_command_line_means_what_it_means_to_ipykernel(line):
    """The short way through the arguments gives what the stock parser gives."""
    assert understood(KernelApp, list(line)) == understood(IPKernelApp, list(line))


CHECK = """
import sys
from tppo_kit.kernels.launch import leave_out_debugger
{}
leave_out_debugger()
leave_out_debugger()
from ipykernel.debugger import _is_debugpy_available
from ipykernel.ipkernel import IPythonKernel
print(_is_debugpy_available, sys.modules.get("debugpy"))
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "False None"),
        ("sys.modules['debugpy'] = 'kept'", "False kept"),
        ("import ipykernel.debugger; sys.modules.pop('debugpy')", "True None"),
    ],
    ids=["fresh", "loaded before", "too late"],
)
def test_the_debugger_is_left_out(before, after):
    """Ipykernel finds none; whoever has loaded one keeps it."""
    told = subprocess.run(
        [sys.executable, "-c", CHECK.format(before)], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == after
