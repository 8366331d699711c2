"""The conda environment, pyproject.toml and the lock files name the same packages."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.txt", "requirements-cards.txt", "requirements-test.txt")
#: What a Hub's server installs; it has the versions that the tests ran with.
HUB = "deploy/requirements.txt"
LOCKED = re.compile(
    r"^([a-z0-9][a-z0-9.-]*)==\S+.*\\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE
)
PLACE = re.compile(
    r"://|^/|[\s='\"](?:/|~/|[A-Za-z]:\\)|\b[a-z0-9-]+\.(?:org|com|net|io)\b|^-", re.MULTILINE
)


def requirements(lines):
    """Return name and bounds of each requirement, spelled in one way."""
    found = {}
    for line in lines:
        name, bounds = re.fullmatch(r"([A-Za-z0-9._-]+)\s*(.*)", line).groups()
        found[re.sub(r"[-_.]+", "-", name).lower()] = frozenset(bounds.replace(" ", "").split(","))
    return found


def of_pyproject(text):
    """Return what pyproject.toml asks for, its own Python and the test extra included."""
    project = tomllib.loads(text)["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    return requirements([*lines, f"python{project['requires-python']}"])


def of_conda(text):
    """Return what environment.yml asks for, apart from pip and the kit itself."""
    entries = yaml.safe_load(text)["dependencies"]
    lines = [entry for entry in entries if isinstance(entry, str)]
    lines += [line for entry in entries if isinstance(entry, dict) for line in entry["pip"]]
    return requirements(line for line in lines if line not in ("pip", "-e ."))


@pytest.fixture
def pyproject():
    """Return the text of pyproject.toml."""
    return (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")


@pytest.fixture
def conda():
    """Return the text of environment.yml."""
    return (REPOSITORY / "environment.yml").read_text(encoding="utf-8")


def test_conda_and_pyproject_name_the_same_packages_with_the_same_bounds(pyproject, conda):
    """Whoever installs with conda gets what whoever installs with kit.py gets."""
    assert of_conda(conda) == of_pyproject(pyproject)


def test_a_dependency_added_to_pyproject_only_is_noticed(pyproject, conda):
    """A new line in pyproject.toml makes the comparison fail until conda has it too."""
    changed = pyproject.replace('  "click>=8.2",\n', '  "click>=8.2",\n  "emoji>=2",\n')

    assert set(of_pyproject(changed)) - set(of_conda(conda)) == {"emoji"}


@pytest.mark.parametrize("line", ["  - emoji >=2\n", "  - pip:\n      - emoji >=2\n"])
def test_a_dependency_added_to_conda_only_is_noticed(pyproject, conda, line):
    """A new line in environment.yml, also below pip, fails until pyproject.toml has it too."""
    changed = conda + line

    assert set(of_conda(changed)) - set(of_pyproject(pyproject)) == {"emoji"}


@pytest.mark.parametrize(
    ("before", "after"),
    [("  - rich >=14\n", ""), ("pandas >=3", "pandas >=4"), ("<3.14", "<3.15")],
)
def test_a_lost_package_and_a_changed_bound_are_noticed(pyproject, conda, before, after):
    """A package missing from conda, or another bound there, makes the comparison fail."""
    changed = conda.replace(before, after)

    assert changed != conda
    assert of_conda(changed) != of_pyproject(pyproject)


def test_conda_installs_the_kit_itself_last(conda):
    """The kit comes after everything it needs, editable, from its own folder."""
    entries = yaml.safe_load(conda)["dependencies"]

    assert entries[-1]["pip"][-1] == "-e ."
    assert "pip" in entries
    assert yaml.safe_load(conda)["channels"] == ["conda-forge"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_direct_dependency_is_locked_with_a_hash(lock):
    """Each package pyproject.toml names, and what builds the kit, is pinned and hashed."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    direct = [*project["dependencies"], *extras["build"]]
    direct += extras["cards"] if lock != "requirements.txt" else []
    direct += extras["test"] if lock == "requirements-test.txt" else []

    locked = LOCKED.findall((REPOSITORY / lock).read_text(encoding="utf-8"))

    assert set(requirements(direct)) <= set(locked)


@pytest.mark.parametrize("lock", [*LOCKS, HUB])
def test_every_locked_package_has_a_hash(lock):
    """No package can be exchanged on its way: pip refuses any other file."""
    text = (REPOSITORY / lock).read_text(encoding="utf-8")

    assert LOCKED.findall(text) == re.findall(r"^([a-z0-9][a-z0-9.-]*)==", text, re.MULTILINE)


def test_each_lock_contains_the_one_before():
    """An environment made for cards or tests also serves: same packages, same versions."""
    pins = [
        set(re.findall(r"^\S+==\S+", (REPOSITORY / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in (*LOCKS, HUB)
    ]

    assert pins[0] < pins[1] < pins[2]
    assert pins[3] < pins[2]


@pytest.mark.parametrize("lock", [*LOCKS, HUB])
def test_no_lock_names_a_place(lock):
    """A lock file holds no address, no host, no option and no path of the machine it came from."""
    found = PLACE.findall((REPOSITORY / lock).read_text(encoding="utf-8"))

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://index.example/simple",
        "rich @ file:///home/me/rich.whl",
        "    # via -r /home/me/requirements.in",
        "    # from files.example.org",
        "-e .",
    ],
)
def test_a_place_in_a_lock_would_be_noticed(line):
    """The search for places finds the forms that tools write."""
    assert PLACE.search(f"rich==14.0 \\\n{line}\n")
