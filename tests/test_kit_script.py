"""kit.py builds its environment by itself, survives every interruption and says what is wrong.

The builds are real, of a tiny project from a tiny index in a folder: no network, seconds each.
"""

import ast
import hashlib
import importlib.util
import inspect
import os
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

KIT = Path(__file__).resolve().parents[1] / "kit.py"
LANGUAGES = 2
posix_only = pytest.mark.skipif(os.name == "nt", reason="signals and named pipes")


def make_wheel(folder, name, files, scripts=""):
    """Write a wheel by hand and return its file name."""
    info = f"{name}-1.0.dist-info"
    files = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": scripts,
    }
    record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    wheel = Path(folder) / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            archive.writestr(path, text)
    return wheel.name


BACKEND = f"""
import os, zipfile
from pathlib import Path

{inspect.getsource(make_wheel)}

def build_editable(folder, config_settings=None, metadata_directory=None):
    if "HOLD" in os.environ:
        open(os.environ["HOLD"] + ".reached", "w").close()
        open(os.environ["HOLD"] + ".release").close()
    command = "import os, sys\\ndef main(): print('command', os.getpid(), *sys.argv[1:])"
    scripts = "[console_scripts]\\ntppo-kit = tiny_kit:main"
    return make_wheel(folder, "tiny_kit", {{"tiny_kit.py": command}}, scripts)
"""

PYTEST = (
    "import os, sys\nprint(os.environ['TPPO_KIT_TEST'], os.getcwd(), sys.argv[1:])\nsys.exit(5)"
)


class Project:
    """A folder with kit.py, as small as one can be that is still built for real."""

    def __init__(self, folder):
        """Lay down the files and a tiny index beside them."""
        self.folder = folder
        self.home = folder / "kit"
        self.environment = self.home / ".venv"
        for each in (self.home, folder / "temp"):
            each.mkdir(parents=True)
        shutil.copy(KIT, self.home)
        (self.home / "backend.py").write_text(BACKEND)
        (self.home / "pyproject.toml").write_text(
            '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
            '[project]\nname = "tiny_kit"\nversion = "1.0"\n'
        )
        tiny = self.publish("tiny", {"tiny.py": ""})
        pytest_ = self.publish("pytest", {"pytest/__main__.py": PYTEST})
        (self.home / "requirements.txt").write_text(tiny)
        (self.home / "requirements-test.txt").write_text(tiny + pytest_)

    def publish(self, name, files):
        """Put a package into the index and return the line that locks it."""
        page = self.folder / "index" / name
        page.mkdir(parents=True)
        wheel = make_wheel(page, name, files)
        (page / "index.html").write_text(f'<a href="{wheel}">{wheel}</a>')
        return (
            f"{name}==1.0 --hash=sha256:{hashlib.sha256((page / wheel).read_bytes()).hexdigest()}\n"
        )

    def settings(self, **more):
        """Return an environment with our own index and nothing of this machine's settings."""
        kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
        ours = {
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder / "temp"),
            "TEMP": str(self.folder / "temp"),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_CACHE_DIR": "1",
            "PIP_RETRIES": "1",
            "PIP_INDEX_URL": (self.folder / "index").as_uri(),
        }
        return {**kept, **ours, **more}

    def start(self, *arguments, before=(), **more):
        """Start kit.py and return the process."""
        return subprocess.Popen(
            [*before, sys.executable, self.home / "kit.py", *arguments],
            env=self.settings(**more),
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments, **more):
        """Run kit.py to its end and return exit code and output."""
        with self.start(*arguments, **more) as process:
            return process.communicate(timeout=120)[0], process.returncode

    def load(self):
        """Return this folder's kit.py as a module."""
        spec = importlib.util.spec_from_file_location("kit", self.home / "kit.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


@pytest.fixture
def project(tmp_path):
    """Return a project that has not been built."""
    return Project(tmp_path)


@pytest.fixture
def kit(project):
    """Return the kit.py of that project as a module."""
    return project.load()


@pytest.fixture(scope="module")
def tested(tmp_path_factory):
    """Return a project whose environment `kit.py test` has built, and what that printed."""
    project = Project(tmp_path_factory.mktemp("tested"))
    return project, project.run("test", "-k", "signs")


@pytest.fixture
def closed():
    """Yield an address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/simple"


@pytest.fixture
def hold(tmp_path):
    """Return two named pipes at which a build stops until it is released."""
    for name in ("hold.reached", "hold.release"):
        os.mkfifo(tmp_path / name)
    return tmp_path / "hold"


def wait_until_reached(hold):
    """Return once the build has come to the last step."""
    hold.with_suffix(".reached").open().close()


def release(hold):
    """Let the stopped build go on."""
    hold.with_suffix(".release").open("w").close()


def sentences(output):
    """Return the lines of a fault: what comes after the progress lines."""
    lines = output.splitlines()
    return [line for line in lines if "/3 " not in line and "sekali saja" not in line]


# An old Python, and the faults in general.


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

    assert str(fault) == kit.FAULTS[name].format("", tmp_path / "kit-build.log")


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 0), (["--help"], 0), (["help"], 0), (["wheels", "--all"], 2)]
)
def test_help_builds_nothing(project, arguments, code):
    """Without a command, kit.py explains itself in both languages and leaves the folder alone."""
    output, returned = project.run(*arguments)

    assert returned == code
    assert "jalankan kit / run the kit" in output
    assert not project.environment.exists()


# What belongs to whom, and what a build starts from.


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_file_changes_the_fingerprint(kit, project, name):
    """A new lock or a new pyproject.toml makes the environment out of date."""
    before = kit.digest("run")
    (project.home / name).write_text("# changed\n")

    assert kit.digest("run") != before


def test_another_folder_or_python_changes_the_fingerprint(kit, project, monkeypatch):
    """A moved kit or another Python makes the environment out of date."""
    found = {
        kit.digest("run"),
        kit.digest("test"),
        Project(project.folder / "moved").load().digest("run"),
    }
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    found.add(kit.digest("run"))

    assert len(found) == 4


def test_a_foreign_environment_is_left_alone(project):
    """A .venv that somebody else made is neither used nor changed; the reader is told to move it."""
    project.environment.mkdir()
    (project.environment / "pyvenv.cfg").write_text("home = elsewhere\n")

    output, code = project.run("check")

    assert code == 2
    assert output.count("was not made by kit.py") == 1
    assert [path.name for path in project.environment.iterdir()] == ["pyvenv.cfg"]


@posix_only
def test_a_link_is_foreign(kit, project):
    """A .venv that points elsewhere is not followed, even into an empty folder."""
    project.environment.symlink_to(project.folder / "temp")

    with pytest.raises(kit.Fault, match=r"not made by kit\.py"):
        kit.recover()


@pytest.mark.parametrize(
    "left", [[], ["tppo-kit.building", "lib"], ["tppo-kit.building", "tppo-kit.draft"]]
)
def test_a_half_built_environment_is_ours(kit, project, left):
    """An empty .venv, or one with our marker and no state, is cleared away."""
    project.environment.mkdir()
    for name in left:
        (project.environment / name).touch()

    kit.recover()

    assert sorted(path.name for path in project.home.glob(".venv*")) == []


def test_an_empty_state_is_no_state(kit, project):
    """A state file that a power cut left empty or torn does not count as finished."""
    project.environment.mkdir()
    kit.MARKER.touch()
    kit.STATE.write_bytes(b"\0\xff")

    assert not kit.is_ready("run")


@pytest.mark.parametrize(
    ("current", "comes_back"),
    [(None, "old"), ([], "old"), (["tppo-kit.building"], "old"), (["tppo-kit.state"], "new")],
)
def test_the_last_finished_environment_comes_back(kit, project, current, comes_back):
    """Wherever a rebuild was cut off, one finished environment remains and nothing else."""
    for folder, name in ((kit.KEPT, "old"), (kit.TRASH, "junk")):
        folder.mkdir()
        (folder / "tppo-kit.state").write_text(name)
    if current is not None:
        project.environment.mkdir()
        for name in current:
            (project.environment / name).write_text("new")

    kit.recover()
    kit.discard(kit.TRASH)

    assert kit.recorded() == [comes_back]
    assert [path.name for path in project.home.glob(".venv*")] == [".venv"]


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
    with kit.only_one() as handle:
        assert not handle.closed


@pytest.mark.skipif(not shutil.which("setpriv"), reason="needs setpriv to be refused as root")
def test_an_unwritable_folder_is_told(project):
    """Where the kit may not write, it says so and does nothing."""
    project.home.chmod(0o500)
    drop = ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []

    output, code = project.run("check", before=drop)
    project.home.chmod(0o700)

    assert code == 2
    assert "The kit cannot read or write in" in output
    assert len(output.splitlines()) == LANGUAGES


# Real builds.


def test_tests_run_in_the_repository_and_return_their_code(tested):
    """`kit.py test` hands on its arguments, the marker variable, the folder and the exit code."""
    project, (output, code) = tested

    assert code == 5
    assert output.splitlines()[-1] == f"1 {project.home} ['-k', 'signs']"


def test_a_test_environment_serves_without_another_build(tested):
    """The second start passes straight on, whichever command built the environment."""
    project, _ = tested
    finished = (project.environment / "tppo-kit.state").stat()

    output, code = project.run("serve", "--port", "8000")

    assert code == 0
    assert output.startswith("command ")
    assert output.endswith(" serve --port 8000\n")
    assert (project.environment / "tppo-kit.state").stat() == finished


@posix_only
def test_the_command_takes_the_place_of_the_script(tested):
    """Signals reach the server, because it is the same process that kit.py was."""
    project, _ = tested
    with project.start("serve") as process:
        output = process.communicate(timeout=60)[0]

    assert output == f"command {process.pid} serve\n"


def test_nothing_is_left_beside_the_environment(tested):
    """After a build there is no half environment, no log and no temporary file."""
    project, _ = tested

    assert sorted(path.name for path in project.home.glob(".venv*")) == [".venv", ".venv.lock"]
    assert list((project.folder / "temp").iterdir()) == []


def test_a_half_built_environment_is_rebuilt(project):
    """After a power cut in the middle, the next start builds anew without being asked."""
    project.environment.mkdir()
    for name in ("tppo-kit.building", "half"):
        (project.environment / name).touch()

    output, code = project.run("check")

    assert code == 0
    assert output.splitlines()[-1].endswith(" check")
    assert not (project.environment / "half").exists()


def test_a_failed_rebuild_keeps_the_finished_environment(project, closed):
    """Who updates the kit without a network can go back: the old environment is still there."""
    project.run("check")
    lock = project.home / "requirements.txt"
    locked = lock.read_text()
    lock.write_text(locked + f"absent==1.0 --hash=sha256:{'0' * 64}\n")

    failed, failed_code = project.run("check", PIP_INDEX_URL=closed)
    lock.write_text(locked)
    output, code = project.run("check", PIP_INDEX_URL=closed)

    assert failed_code == 2
    assert "The internet cannot be reached" in failed
    assert code == 0
    assert output.startswith("command ")


@posix_only
def test_a_killed_build_is_waited_for_and_done_again(project, hold):
    """After kill -9 the next start waits for the orphaned pip, then builds from the beginning."""
    with project.start("check", HOLD=str(hold)) as first:
        wait_until_reached(hold)
        first.kill()
        first.communicate()
    with project.start("check") as second:
        told = [second.stdout.readline() for _ in range(LANGUAGES)]
        release(hold)
        output = second.communicate(timeout=120)[0]

    assert list((project.folder / "temp").iterdir()) == []
    assert sorted(path.name for path in project.home.glob(".venv*")) == [".venv", ".venv.lock"]
    assert "Waiting for another kit.py" in told[-1]
    assert "1/3 " in output
    assert output.splitlines()[-1] == f"command {second.pid} check"


@posix_only
def test_a_second_start_waits_and_then_uses_the_same_environment(project, hold):
    """Of two starts at once, the second says that it waits and builds nothing."""
    with project.start("check", HOLD=str(hold)) as first:
        wait_until_reached(hold)
        with project.start("check") as second:
            told = [second.stdout.readline() for _ in range(LANGUAGES)]
            release(hold)
            first.communicate(timeout=120)
            output = second.communicate(timeout=120)[0]

    assert "Waiting for another kit.py" in told[-1]
    assert output == f"command {second.pid} check\n"


@posix_only
def test_ctrl_c_leaves_nothing_half_done(project, hold):
    """An interrupted build says so in a line and leaves no environment behind."""
    with project.start("check", HOLD=str(hold)) as process:
        wait_until_reached(hold)
        process.send_signal(signal.SIGINT)
        # The build step is an orphan that keeps the pipe open until it is released.
        release(hold)
        output = process.communicate(timeout=120)[0]

    assert process.returncode == 130
    assert "Stopped; run it again at any time." in output.splitlines()[-1]
    assert "Traceback" not in output
    assert [path.name for path in project.home.glob(".venv*")] == [".venv.lock"]
    assert list((project.folder / "temp").iterdir()) == []


def test_without_network_and_wheels_the_reader_is_told(project, closed):
    """An index out of reach is one message: connect, or bring wheels/; the log is named."""
    output, code = project.run("check", PIP_INDEX_URL=closed)

    log = project.folder / "temp" / "kit-build.log"
    assert code == 2
    assert "The internet cannot be reached" in sentences(output)[1]
    assert len(sentences(output)) == LANGUAGES
    assert output.count(str(log)) == LANGUAGES
    assert "NewConnectionError" in log.read_text()


def test_wheels_filled_online_install_offline(project, closed):
    """`kit.py wheels` fetches all that a computer without any network then needs."""
    filled, filled_code = project.run("wheels")
    output, code = project.run("check", PIP_INDEX_URL=closed)

    assert filled_code == 0
    assert "is complete for Python 3." in filled
    assert [path.name for path in (project.home / "wheels").iterdir()] == [
        "tiny-1.0-py3-none-any.whl"
    ]
    assert code == 0
    assert output.splitlines()[-1].endswith(" check")


def test_incomplete_wheels_are_told(project):
    """With wheels/ the index is not asked, even if it has the package: the gap is named."""
    (project.home / "wheels").mkdir()
    make_wheel(project.home / "wheels", "tiny", {"tiny.py": "another one"})

    output, code = project.run("test")

    assert code == 2
    assert "The folder wheels/ is incomplete or damaged" in sentences(output)[1]
    assert output.count("kit.py wheels --test") == LANGUAGES
    assert len(sentences(output)) == LANGUAGES
