"""kit.py builds its environment by itself and survives every interruption.

The builds are real, of a tiny project from a tiny index in a folder: no network, seconds each.
"""

import hashlib
import inspect
import os
import shutil
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
        (self.home / "requirements-cards.txt").write_text(tiny)
        (self.home / "requirements-test.txt").write_text(tiny + pytest_)

    def publish(self, name, files):
        """Put a package into the index and return the line that locks it."""
        page = self.folder / "index" / name
        page.mkdir(parents=True)
        wheel = make_wheel(page, name, files)
        (page / "index.html").write_text(f'<a href="{wheel}">{wheel}</a>')
        digest = hashlib.sha256((page / wheel).read_bytes()).hexdigest()
        return f"{name}==1.0 --hash=sha256:{digest}\n"

    def settings(self, **more):
        """Return an environment with our own index and nothing of this machine's settings."""
        temp = str(self.folder / "temp")
        ours = {"HOME": str(self.folder), "TMPDIR": temp, "TEMP": temp}
        index = (self.folder / "index").as_uri()
        pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1", "PIP_RETRIES": "1"}
        kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
        return {**kept, **ours, **pip, "PIP_INDEX_URL": index, **more}

    def elsewhere(self, name):
        """Return settings that put what is kept of a failure into a folder of that name."""
        place = self.folder / name
        place.mkdir()
        return {"TMPDIR": str(place), "TEMP": str(place)}

    def start(self, *arguments, **more):
        """Start kit.py and return the process."""
        command, environ = [sys.executable, self.home / "kit.py", *arguments], self.settings(**more)
        out = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        return subprocess.Popen(command, env=environ, cwd=self.folder, **out)

    def run(self, *arguments, **more):
        """Run kit.py to its end and return exit code and output."""
        with self.start(*arguments, **more) as process:
            return process.communicate(timeout=120)[0], process.returncode


@pytest.fixture(scope="module")
def closed():
    """Yield an address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/simple"


@pytest.fixture(scope="module")
def finished(tmp_path_factory, closed):
    """Return a project built offline by `kit.py test`, what filling wheels/ and building printed."""
    project = Project(tmp_path_factory.mktemp("finished"))
    filled = project.run("wheels", "--test")
    return project, filled, project.run("test", "-k", "signs", PIP_INDEX_URL=closed)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """Return a project, and what two starts printed after a first was killed in its last step."""
    project = Project(tmp_path_factory.mktemp("crowd"))
    hold = project.folder / "hold"
    for name in ("hold.reached", "hold.release"):
        os.mkfifo(project.folder / name)

    def wait_until_reached():
        hold.with_suffix(".reached").open().close()

    def release():
        hold.with_suffix(".release").open("w").close()

    with project.start("check", HOLD=str(hold)) as first:
        wait_until_reached()
        first.kill()
        first.communicate()
    with project.start("check", HOLD=str(hold)) as second:
        outputs = [second.stdout.readline()]
        release()
        wait_until_reached()
        with project.start("check") as third:
            outputs.append(third.stdout.readline())
            release()
            outputs[0] += second.communicate(timeout=120)[0]
            outputs[1] += third.communicate(timeout=120)[0]
    return project, [(second.pid, outputs[0]), (third.pid, outputs[1])]


@pytest.fixture(scope="module")
def cut_off(finished, closed):
    """Return a finished project, what an update without network and wheels and going back print."""
    project, *_ = finished
    lock, wheels = project.home / "requirements.txt", project.home / "wheels"
    locked = lock.read_text()
    lock.write_text(locked + "# another version\n")
    wheels.rename(project.folder / "wheels")
    failed = project.run("check", PIP_INDEX_URL=closed, **project.elsewhere("lost"))
    lock.write_text(locked)
    output = project.run("check", PIP_INDEX_URL=closed)
    (project.folder / "wheels").rename(wheels)
    return project, failed, output


def beside(project):
    """Return the names of what a project keeps for its environment."""
    return sorted(path.name for path in project.home.glob(".venv*"))


def sentences(output):
    """Return the lines of a fault: what comes after the progress lines."""
    lines = output.splitlines()
    progress = ("/3 ", "sekali saja", "  ")
    return [line for line in lines if not any(part in line[:40] for part in progress)]


def test_tests_run_in_the_repository_and_return_their_code(finished):
    """`kit.py test` hands on its arguments, the marker variable, the folder and the exit code."""
    project, _, (output, code) = finished

    assert code == 5
    ours = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    ours += ["--max-worker-restart", "0", "-k", "signs"]
    assert output.splitlines()[-1] == f"1 {project.home} {ours}"


def test_a_test_environment_serves_without_another_build(finished):
    """The second start passes straight on, whichever command built the environment."""
    project, *_ = finished
    built = (project.environment / "tppo-kit.state").stat().st_mtime_ns

    output, code = project.run("serve", "--port", "8000")

    assert code == 0
    assert output.startswith("command ")
    assert output.endswith(" serve --port 8000\n")
    assert (project.environment / "tppo-kit.state").stat().st_mtime_ns == built


@posix_only
def test_the_command_takes_the_place_of_the_script(finished):
    """Signals reach the server, because it is the same process that kit.py was."""
    project, *_ = finished
    with project.start("serve") as process:
        output = process.communicate(timeout=60)[0]

    assert output == f"command {process.pid} serve\n"


def test_nothing_is_left_beside_the_environment(finished):
    """After a build there is no half environment, no log and no temporary file."""
    project, *_ = finished

    assert beside(project) == [".venv", ".venv.lock"]
    assert list((project.folder / "temp").iterdir()) == []


def test_wheels_filled_online_install_offline(finished):
    """`kit.py wheels` fetches all that a computer without any network then needs."""
    project, (filled, filled_code), (output, _) = finished

    assert filled_code == 0
    assert "is complete for Python 3." in filled
    names = {path.name.split("-")[0] for path in (project.home / "wheels").iterdir()}
    assert names == {"pytest", "tiny"}
    assert "Siap dalam / Ready in" in output


def test_incomplete_wheels_are_told(finished, tmp_path):
    """With wheels/ the index is not asked, even if it has the package: the gap is named."""
    project = Project(tmp_path)
    shutil.copytree(finished[0].home / "wheels", project.home / "wheels")
    lock = project.home / "requirements-test.txt"
    lock.write_text(lock.read_text() + project.publish("late", {"late.py": ""}))

    output, code = project.run("test", **project.elsewhere("late"))

    assert code == 2
    assert "wheels/ is incomplete for this Python" in sentences(output)[1]
    assert output.count("kit.py wheels --test") == LANGUAGES
    assert len(sentences(output)) == LANGUAGES


def test_without_network_and_wheels_the_reader_is_told(cut_off):
    """An index out of reach is one message: connect, or bring wheels/; the log is named."""
    project, (output, code), _ = cut_off

    [log] = (project.folder / "lost").glob("kit-build-*.log")
    assert code == 2
    assert "The internet cannot be reached" in sentences(output)[1]
    assert len(sentences(output)) == LANGUAGES
    assert output.count(str(log)) == LANGUAGES
    assert "NewConnectionError" in log.read_text()


def test_a_failed_rebuild_keeps_the_finished_environment(cut_off):
    """Who updates the kit without a network can go back: the old environment is still there."""
    project, _, (output, code) = cut_off

    assert code == 0
    assert output.startswith("command ")
    assert beside(project) == [".venv", ".venv.lock"]


@posix_only
def test_a_killed_build_is_waited_for_and_done_again(crowd):
    """After kill -9 the next start waits for the orphaned pip, then builds from the beginning."""
    project, [(pid, output), _] = crowd

    assert "Waiting for another kit.py" in output.splitlines()[0]
    assert "1/3 " in output
    assert output.splitlines()[-1] == f"command {pid} check"
    assert beside(project) == [".venv", ".venv.lock"]
    assert list((project.folder / "temp").iterdir()) == []


@posix_only
def test_a_second_start_waits_and_then_uses_the_same_environment(crowd):
    """Of two starts at once, the second says that it waits and builds nothing."""
    _, [_, (pid, output)] = crowd

    waiting, *others = output.splitlines()
    assert "Waiting for another kit.py" in waiting
    assert others == [f"command {pid} check"]
