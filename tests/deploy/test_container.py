"""The recipe for a container names only what there is; no container is built here."""

import fnmatch
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

HOME = Path(__file__).resolve().parents[2]
DEPLOY = HOME / "deploy"
PINNED = re.compile(r"(?m)^([a-z0-9][a-z0-9.-]*)==([^ ;\\]+)")


@pytest.fixture
def steps():
    """Give the instructions of the recipe, each as its word and its arguments."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(line.split(maxsplit=1)) for line in lines]


def sources(steps):
    """Return every path that is copied into the container."""
    return [path for word, rest in steps if word == "COPY" for path in rest.split()[:-1]]


def pins(path):
    """Return the version of every package that a lock file names."""
    return dict(PINNED.findall(path.read_text(encoding="utf-8")))


def test_everything_that_is_copied_exists_and_is_let_through(steps):
    """Each source stands in the repository, is tracked, and is not kept out of the build."""
    ignored, *opened = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    let_in = [line.removeprefix("!") for line in opened if line.startswith("!")]

    assert ignored == "*"
    assert sorted(let_in) == sorted(sources(steps))
    assert [path for path in let_in if not (HOME / path).exists()] == []


def test_the_kit_finds_its_content_in_the_container(steps):
    """Every folder that the package itself opens below the repository is copied."""
    tracked = subprocess.run(
        ["git", "ls-files", "*.ipynb"], cwd=HOME, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    needed = {path.partition("/")[0] for path in tracked} - {"benchmarks"}

    assert needed | {"data", "src"} <= set(sources(steps))


def test_it_installs_exactly_the_locked_packages(steps):
    """Packages come with hashes from the lock, the kit itself without any other."""
    installs = [rest for word, rest in steps if word == "RUN" and "pip install" in rest]

    assert ["--require-hashes" in each for each in installs] == [True, False]
    assert "--no-deps --no-index" in installs[1]
    assert re.findall(r"--requirement (\S+)", " ".join(installs)) == ["deploy/requirements.txt"]


def test_it_runs_the_kit_as_somebody_without_rights(steps):
    """The last user is not root, and the command is one of the kit's."""
    last = dict(steps)
    scripts = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    command, argument = re.findall(r'"([\w-]+)"', last["CMD"])

    assert int(last["USER"]) > 0
    assert command in scripts
    assert argument == "hub"


def test_no_secret_stands_in_what_is_deployed():
    """No file holds a password: addresses of databases have placeholders only."""
    found = []
    for path in DEPLOY.rglob("*"):
        if path.is_file() and path.suffix != ".txt":
            found += re.findall(r"postgres\w*://[^\s\"'`]*:([^\s@\"'`]*)@", path.read_text("utf-8"))

    assert all(fnmatch.fnmatch(word, "<*>") for word in found)


def test_the_lock_agrees_with_that_of_the_kit():
    """What both name has one version, so that the container runs what the tests ran."""
    kit, deployed = pins(HOME / "requirements.txt"), pins(DEPLOY / "requirements.txt")

    assert set(kit) <= set(deployed)
    assert {name for name in kit if kit[name] != deployed[name]} == set()


def test_the_lock_holds_what_the_hub_needs():
    """JupyterHub, its culler, its sign-in and the driver of the database are pinned."""
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    written = (DEPLOY / "requirements.in").read_text("utf-8").splitlines()
    lines = [line for line in written if not line.startswith("#")]
    deployed = pins(DEPLOY / "requirements.txt")

    for line in [*project["dependencies"], *extras["hub"], *extras["postgres"], *lines]:
        wanted = Requirement(line)
        assert wanted.specifier.contains(deployed[wanted.name])
