"""kit.py says what is wrong, knows what is its own and recovers what was left half-built."""

import ast
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

KIT = Path(__file__).resolve().parents[1] / "kit.py"
LANGUAGES = 2
posix_only = pytest.mark.skipif(os.name == "nt", reason="signals and symbolic links")


def load(home):
    """Lay down a folder with kit.py and return that script as a module."""
    home.mkdir()
    shutil.copy(KIT, home)
    locks = ("requirements.txt", "requirements-cards.txt", "requirements-test.txt")
    for name in (*locks, "pyproject.toml"):
        (home / name).write_text(f"# {name}\n")
    spec = importlib.util.spec_from_file_location("kit", home / "kit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def kit(tmp_path):
    """Return the kit.py of a folder without an environment, and room to delete in."""
    module = load(tmp_path / "kit")
    module.SCRATCH.mkdir()
    return module


def run(kit, *arguments, before=()):
    """Run kit.py to its end and return output and exit code."""
    command = [*before, sys.executable, kit.HERE / "kit.py", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr, done.returncode


def test_the_script_is_readable_for_an_old_python():
    """Python 3.6 can read kit.py, so it can say that it is too old instead of failing."""
    ast.parse(KIT.read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 14, 0), (4, 0, 0)])
def test_a_python_that_does_not_fit_is_named(kit, version):
    """Too old and too new are refused with the version found and the versions that fit."""
    with pytest.raises(kit.Fault) as fault:
        kit.check_python((*version, "final", 0))

    told = str(fault.value)
    assert told.count(".".join(map(str, version))) == LANGUAGES
    assert told.count("3.11, 3.12") == LANGUAGES


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 9), (3, 13, 5)])
def test_a_python_that_fits_is_accepted(kit, version):
    """Python 3.11 to 3.13 pass in silence."""
    assert kit.check_python(version) is None


def test_every_fault_is_one_line_in_each_language(kit):
    """Each fault has an Indonesian and an English sentence, both plain ASCII for any console."""
    assert {len(text.splitlines()) for text in kit.FAULTS.values()} == {LANGUAGES}
    assert all(text.isascii() for text in [*kit.FAULTS.values(), kit.HELP])


@pytest.mark.parametrize(
    ("name", "log"),
    [
        ("disk", "ERROR: Could not install packages: [Errno 28] No space left on device"),
        ("disk", "OSError: [WinError 112] There is not enough space on the disk"),
        ("venv", "ensurepip is not available.  On Debian/Ubuntu systems, install python3-venv"),
        ("venv", "/usr/bin/python3: No module named venv"),
        ("network", "NewConnectionError('[Errno 101] …')\nERROR: No matching distribution found"),
        ("network", "socket.gaierror: [Errno 11001] getaddrinfo failed"),
        ("network", "ReadTimeoutError: HTTPSConnectionPool: Read timed out."),
        ("network", "ERROR: Could not find a version that satisfies rich (from versions: none)"),
        ("wheels", "(from versions: none)\nERROR: No matching distribution found for rich==14.0"),
        ("wheels", "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."),
        ("other", "ERROR: No matching distribution found for rich==14.0 (from versions: 9.0)"),
        ("other", "ERROR: something nobody has seen before"),
    ],
)
def test_a_log_is_understood(kit, tmp_path, monkeypatch, name, log):
    """What pip and venv write is told as the fault behind it."""
    monkeypatch.setattr(kit.tempfile, "tempdir", str(tmp_path))
    (tmp_path / "log").write_text(log, encoding="utf-8")

    fault = kit.explain(tmp_path / "log", "", offline=name == "wheels")

    [kept] = tmp_path.glob("kit-build-*.log")
    assert str(fault) == kit.FAULTS[name].format("", kept)
    assert kept.read_text(encoding="utf-8") == log


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 0), (["--help"], 0), (["help"], 0), (["wheels", "--all"], 2)]
)
def test_help_builds_nothing(kit, arguments, code):
    """Without a command, kit.py explains itself in both languages and leaves the folder alone."""
    output, returned = run(kit, *arguments)

    assert returned == code
    assert "jalankan kit / run the kit" in output
    assert not kit.ENVIRONMENT.exists()


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_file_changes_the_fingerprint(kit, name):
    """A new lock or a new pyproject.toml makes the environment out of date."""
    before = kit.digest("run")
    (kit.HERE / name).write_text("# changed\n")

    assert kit.digest("run") != before


def test_another_folder_or_python_changes_the_fingerprint(kit, monkeypatch):
    """A moved kit or another Python makes the environment out of date."""
    found = {
        kit.digest("run"),
        kit.digest("test"),
        load(kit.HERE / "moved").digest("run"),
    }
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    found.add(kit.digest("run"))

    assert len(found) == 4


def test_a_foreign_environment_is_left_alone(kit):
    """A .venv that somebody else made is neither used nor changed; the reader is told to move it."""
    kit.ENVIRONMENT.mkdir()
    (kit.ENVIRONMENT / "pyvenv.cfg").write_text("home = elsewhere\n")

    output, code = run(kit, "check")

    assert code == 2
    assert output.count("was not made by kit.py") == 1
    assert [path.name for path in kit.ENVIRONMENT.iterdir()] == ["pyvenv.cfg"]


@posix_only
def test_a_link_is_foreign(kit):
    """A .venv that points elsewhere is not followed, even into an empty folder."""
    kit.ENVIRONMENT.symlink_to(kit.SCRATCH)

    with pytest.raises(kit.Fault, match=r"not made by kit\.py"):
        kit.recover()


@pytest.mark.parametrize("left", [[], ["tppo-kit.building", "lib"], ["tppo-kit.building", "bin"]])
def test_a_half_built_environment_is_ours(kit, left):
    """An empty .venv, or one with our marker and no state, is cleared away."""
    kit.ENVIRONMENT.mkdir()
    for name in left:
        (kit.ENVIRONMENT / name).touch()

    kit.recover()

    assert [path.name for path in kit.HERE.glob(".venv*")] == [".venv.scratch"]
    assert list(kit.SCRATCH.iterdir()) == []


def test_an_empty_state_is_no_state(kit):
    """A state file that a power cut left empty or torn does not count as finished."""
    kit.ENVIRONMENT.mkdir()
    kit.PYTHON.parent.mkdir()
    kit.PYTHON.touch()
    kit.STATE.write_bytes(b"\0\xff")

    assert not kit.is_ready("run")


@pytest.mark.parametrize(
    ("current", "comes_back"),
    [(None, "old"), ([], "old"), (["tppo-kit.building"], "old"), (["tppo-kit.state"], "new")],
)
def test_the_last_finished_environment_comes_back(kit, current, comes_back):
    """Wherever a rebuild was cut off, one finished environment remains and nothing else."""
    kit.KEPT.mkdir()
    (kit.KEPT / "tppo-kit.state").write_text("old")
    if current is not None:
        kit.ENVIRONMENT.mkdir()
        for name in current:
            (kit.ENVIRONMENT / name).write_text("new")

    kit.recover()

    assert kit.STATE.read_text() == comes_back
    assert sorted(path.name for path in kit.HERE.glob(".venv*")) == [".venv", ".venv.scratch"]
    assert list(kit.SCRATCH.iterdir()) == []


def test_a_stale_lock_does_not_stop_anyone(kit):
    """The lock file of a kit.py that was killed is taken over at once."""
    holder = "import kit, sys\nwith kit.only_one():\n print('held', flush=True)\n sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holder], cwd=kit.HERE, stdin=-1, stdout=-1, text=True
    ) as process:
        process.stdout.readline()
        with kit.LOCK.open("a") as second:
            held = not kit.acquire(second)
        process.kill()

    assert held
    with kit.only_one(), kit.LOCK.open("a") as third:
        assert not kit.acquire(third)


@pytest.mark.skipif(not shutil.which("setpriv"), reason="needs setpriv to be refused as root")
def test_an_unwritable_folder_is_told(kit):
    """Where the kit may not write, it says so and does nothing."""
    kit.HERE.chmod(0o500)
    drop = ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []

    output, code = run(kit, "check", before=drop)
    kit.HERE.chmod(0o700)

    assert code == 2
    assert "The kit cannot write in" in output
    assert len(output.splitlines()) == LANGUAGES


@posix_only
def test_ctrl_c_is_told_in_a_line(kit, tmp_path):
    """An interrupted build says so, ends with the usual code and counts as unfinished."""
    (tmp_path / "temp").mkdir()
    command = [sys.executable, kit.HERE / "kit.py", "check"]
    environ = dict(os.environ, TMPDIR=str(tmp_path / "temp"))
    with subprocess.Popen(command, env=environ, stdout=-1, stderr=-2, text=True) as process:
        while "1/3 " not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGINT)
        output = process.communicate(timeout=120)[0]

    assert process.returncode == 130
    assert "Stopped; run it again at any time." in output.splitlines()[-1]
    assert "Traceback" not in output
    assert kit.MARKER.exists()
    assert not kit.STATE.exists()
    assert list((tmp_path / "temp").iterdir()) == []


@pytest.mark.parametrize(
    ("made", "serves"),
    [("run", {"run"}), ("cards", {"run", "cards"}), ("test", {"run", "cards", "test"})],
)
def test_an_environment_serves_for_all_that_its_lock_holds(kit, made, serves):
    """Whoever installed the reading of cards or the tests can start the kit without a rebuild."""
    kit.PYTHON.parent.mkdir(parents=True)
    kit.PYTHON.touch()
    kit.STATE.write_text("\n".join(kit.digest(each) for each in kit.SERVES[made]), "ascii")

    assert {kind for kind in kit.REQUIREMENTS if kit.is_ready(kind)} == serves


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (["serve"], "run"),
        (["cards"], "cards"),
        (["test", "-x"], "test"),
        (["wheels"], "run"),
        (["wheels", "--cards"], "cards"),
        (["wheels", "--test"], "test"),
    ],
)
def test_each_command_asks_for_its_own_environment(kit, monkeypatch, arguments, kind):
    """Reading cards is an extra: it is installed by its own command and never by serve."""
    asked = []
    monkeypatch.setattr(kit, "build", asked.append)
    monkeypatch.setattr(kit, "fill_wheels", asked.append)
    monkeypatch.setattr(kit, "pass_on", lambda _arguments: 0)

    kit.act(arguments)

    assert asked == [kind]
