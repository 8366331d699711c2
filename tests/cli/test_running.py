"""The verbs that start something else, and what help loads."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tppo_kit.cli import main
from tppo_kit.language import LANGUAGES
from tppo_kit.settings import REPOSITORY


def run(*arguments):
    """Run a command in this process; a fault in it is a fault of the test."""
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def test_serve_says_in_both_languages_what_is_wrong(tmp_path):
    """Before the person has chosen a language both are spoken; the exit code is 2."""
    taken = tmp_path / "a file"
    taken.write_text("", encoding="utf-8")
    told = run("serve", "--no-browser", "--data-dir", taken)

    assert told.exit_code == 2
    lines = [line for line in told.stderr.splitlines() if str(taken) in line]
    assert len(lines) == len(set(lines)) == len(LANGUAGES)


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_serve_takes_only_ports_that_exist(port):
    """A port that cannot be one is refused before anything starts."""
    assert run("serve", "--port", port).exit_code == 2


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("lab", ["-m", "jupyterlab"]), ("bench", [os.path.join("benchmarks", "run.py")])],  # noqa: PTH118
)
def test_lab_and_bench_hand_their_options_on(tmp_path, monkeypatch, verb, expected):
    """Both become another program of the same Python, with every option they were given."""
    started = []
    monkeypatch.setattr(os, "execv", lambda *given: started.append(given))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TPPO_HOME", raising=False)

    run(verb, "--no-browser", "x")

    ((program, arguments),) = started
    assert program == arguments[0] == sys.executable
    parts = [str(REPOSITORY / part) if part.endswith(".py") else part for part in expected]
    assert arguments[1 : len(parts) + 1] == parts
    assert arguments[-2:] == ["--no-browser", "x"]


def test_help_loads_neither_server_nor_database():
    """The command answers at once: heavy libraries are loaded by the verbs that need them."""
    script = (
        "import sys; from tppo_kit.cli import main; main(['-h'], standalone_mode=False); "
        "heavy = {'voila', 'sqlalchemy', 'nbformat', 'anywidget', 'pydantic'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert told.stdout.splitlines()[-1] == "[]"
