"""The papers of the repository say what is so: commands, options, links, numbers, editions."""

import datetime as dt
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from tppo_kit import __version__
from tppo_kit.cli import main
from tppo_kit.content.cases import Scenario
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import Sorter, Vignette
from tppo_kit.records import Rung

HOME = Path(__file__).resolve().parents[2]
READMES = ["README.md", "README.id.md"]
PAGES = [*READMES, "CONTRIBUTING.md", "CHANGELOG.md"]
#: Commands of kit.py itself, with their options; test hands its own on to pytest.
OWN_COMMANDS = {"test": {"-k", "-m"}, "cards": set(), "wheels": {"--cards", "--test"}}
TOP = r"(?m)^## (\S+) - (\S+)$"
HARMLESS = {Rung.NO_CONCERN, Rung.INFORM}


def text_of(name):
    """Return the text of a page at the top of the repository."""
    return (HOME / name).read_text(encoding="utf-8")


def fences(text, language):
    """Return the fenced blocks of a language, continued lines joined."""
    found = re.findall(rf"(?ms)^```{language}\n(.*?)^```$", text)
    return [re.sub(r"\s*\\\n\s*", " ", block) for block in found]


def spans(text):
    """Return all inline code outside fenced blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"(?ms)^```.*?^```$", "", text))


def commands(text):
    """Return the words after kit.py or tppo-kit of each command that a page quotes."""
    lines = [line for block in fences(text, "sh") for line in block.splitlines()]
    found = re.compile(r"(?:python3 kit\.py|tppo-kit) (.+)")
    return [shlex.split(m[1]) for line in [*lines, *spans(text)] if (m := found.match(line))]


def options_of(command):
    """Return every option that a command of the kit takes."""
    if command in OWN_COMMANDS:
        return OWN_COMMANDS[command]
    found = main.commands[command]
    parts = [found, *(found.commands.values() if isinstance(found, click.Group) else ())]
    options = [each for part in parts for each in part.params]
    return {name for each in options for name in (*each.opts, *each.secondary_opts)}


def anchors(path):
    """Return the anchors of all headings of a page."""
    titles = re.findall(r"(?m)^#+ (.+)$", path.read_text(encoding="utf-8").lower())
    return {re.sub(r"[^\w -]", "", title).replace(" ", "-") for title in titles}


@pytest.fixture(scope="module")
def counts():
    """Return how many there are of what the papers count."""
    catalogue = Catalogue(HOME / "data")
    cases = catalogue.all(Scenario)
    items = [catalogue.item(name) for name in catalogue.names("item")]
    vignettes = [item for item in items if isinstance(item, Vignette)]
    return {
        **{kind: len(catalogue.names(kind)) for kind in ("sign", "non-sign", "source", "sorter")},
        "case": len(cases),
        "pair": len({frozenset({case.id, case.twin}) for case in cases}),
        "harmless case": sum(case.truth.rung in HARMLESS for case in cases),
        "item": len(items),
        "vignette": len(vignettes),
        "harmless vignette": sum(item.truth in HARMLESS for item in vignettes),
        "card": sum(len(sorter.cards) for sorter in catalogue.all(Sorter)),
    }


@pytest.mark.parametrize("page", PAGES)
def test_every_quoted_command_exists(page):
    """Each command that a page quotes is one of the kit's, with options it takes."""
    for command, *rest in commands(text_of(page)):
        assert command in {*main.commands, *OWN_COMMANDS}
        assert {word for word in rest if word.startswith("-")} <= options_of(command)


@pytest.mark.parametrize("page", READMES)
def test_the_two_commands_come_first(page):
    """The first commands on the page are those that run the kit and its tests."""
    assert commands(text_of(page))[:2] == [["serve"], ["test"]]


@pytest.mark.parametrize("page", READMES)
def test_every_option_named_alone_is_one_of_serve(page):
    """The table of options holds options of serve, and its port is the real default."""
    text = text_of(page)
    alone = {span.split()[0] for span in spans(text) if span.startswith("-")}
    default = next(each for each in main.commands["serve"].params if each.name == "port").default

    assert {"--lan", "--port", "--data-dir"} <= alone <= options_of("serve")
    assert f" {default} " in text


def test_both_readmes_name_the_same():
    """Whoever reads one language misses no command, option or picture of the other."""
    for pick in (
        lambda text: [words[:1] + [w for w in words if w[0] == "-"] for words in commands(text)],
        lambda text: [span for span in spans(text) if span.startswith("-")],
        lambda text: re.findall(r"!\[.+?\]\((.+?)\)", text),
        lambda text: re.findall(r"(?m)^\S+/|^kit\.py", "".join(fences(text, "text"))),
    ):
        english, indonesian = (pick(text_of(page)) for page in READMES)

        assert english
        assert english == indonesian


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_somewhere(page):
    """Each link and picture within the repository is there, its heading included."""
    links = re.findall(r"\]\(([^)\s]+)\)", text_of(page))
    for link in (link for link in links if "://" not in link):
        path, _, anchor = link.partition("#")

        assert (HOME / path).is_file(), link
        assert not anchor or anchor in anchors(HOME / path), link


@pytest.mark.parametrize("page", READMES)
def test_every_picture_says_what_it_shows(page):
    """Each picture has an alternative text of several words."""
    told = re.findall(r"!\[(.*?)\]\(", text_of(page))

    assert len(told) == 6
    assert all(len(words.split()) > 5 for words in told)


@pytest.mark.parametrize("page", PAGES)
def test_every_path_in_code_exists(page):
    """Each file or folder that a page names in code or in a tree stands in the repository."""
    named = r"(?:src|tests|data|docs|modules|simulations|facilitator_guide|benchmarks)/[\w./-]*"
    text = text_of(page)
    words = [span for span in spans(text) if re.fullmatch(named, span)]
    words += re.findall(rf"(?m)^({named})  ", "".join(fences(text, "text")))
    words += [word for each in commands(text) for word in each if re.fullmatch(named, word)]
    real = [word for word in words if not word.endswith(("case-name", "nama-kasus"))]

    assert [word for word in real if not (HOME / word).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_variable_of_the_environment_is_read(page):
    """Each TPPO_ variable that a page names is read by the kit or its tests."""
    code = [*(HOME / "src").rglob("*.py"), HOME / "tests" / "browser" / "rig.py"]
    read = {
        name
        for path in code
        for name in re.findall(r'"(TPPO_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }

    assert set(re.findall(r"TPPO_[A-Z_]+", text_of(page))) <= read


def test_the_conda_environment_has_the_name_the_readmes_say():
    """The environment that is activated is the one that environment.yml makes."""
    name = re.findall(r"(?m)^name: (.+)$", text_of("environment.yml"))

    assert [re.findall(r"conda activate (\S+)", text_of(page)) for page in READMES] == [name] * 2


@pytest.mark.parametrize("page", READMES)
def test_readmes_are_short(page):
    """A README has at most 160 lines, and names the Pythons that kit.py takes."""
    text = text_of(page)

    assert len(text.splitlines()) <= 160
    assert {"3.11", "3.12", "3.13"} <= set(re.findall(r"3\.\d+", text))


def test_the_newest_edition_is_this_one():
    """The changelog begins with the edition of the package, newest first, with real dates."""
    editions = re.findall(TOP, text_of("CHANGELOG.md"))
    numbers = [tuple(map(int, number.split("."))) for number, _ in editions]
    project = tomllib.loads(text_of("pyproject.toml"))["project"]

    assert editions[0][0] == __version__ == project["version"]
    assert numbers == sorted(set(numbers), reverse=True)
    for number, day in editions:
        assert dt.date.fromisoformat(day).strftime("%y") == number.partition(".")[0]


def test_the_changelog_counts_the_content(counts):
    """The newest Content section gives the numbers that the data folders hold."""
    newest = re.split(TOP, text_of("CHANGELOG.md"))[3]
    content = newest.partition("### Content\n")[2].partition("\n### ")[0]
    told = [int(number) for number in re.findall(r"(?<![\w.-])\d+(?![\w.-]*\d)", content)]

    assert told == [
        *(counts[kind] for kind in ("sign", "non-sign", "source", "case", "pair")),
        *(counts[kind] for kind in ("item", "vignette", "harmless vignette", "sorter", "card")),
    ]


@pytest.mark.parametrize(
    ("page", "nouns"),
    [
        ("README.md", ["signs", "things that are not signs", "cases", "quiz items"]),
        ("README.id.md", ["tanda", "hal yang bukan tanda", "kasus", "soal"]),
    ],
)
def test_the_readmes_count_the_content(page, nouns, counts):
    """Each number of signs, non-signs, cases and items is the true one."""
    for kind, noun in zip(("sign", "non-sign", "case", "item"), nouns, strict=True):
        told = re.findall(rf"\b(\d+) {noun}\b", text_of(page))

        assert set(told) == {str(counts[kind])}


def test_half_of_all_cases_are_harmless(counts):
    """What both READMEs promise of cases holds for cases and vignettes."""
    assert counts["harmless case"] * 2 == counts["case"]
    assert counts["harmless vignette"] * 2 == counts["vignette"]


def test_contributing_shows_the_layers_that_are_checked():
    """The layers on the page are those of the first import contract, in the same order."""
    contract = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]

    assert fences(text_of("CONTRIBUTING.md"), "text")[0].splitlines() == contract["layers"]


def test_contributing_gives_the_commands_of_babel_cfg():
    """The commands for interface strings are those at the head of babel.cfg."""
    head = re.sub(r"(?m)^# +", "", text_of("babel.cfg").partition("[")[0])
    wanted = re.findall(r"(?m)^pybabel .+$", re.sub(r"\s*\\\n\s*", " ", head))
    blocks = "\n".join(fences(text_of("CONTRIBUTING.md"), "sh"))

    assert len(wanted) == 3
    assert re.findall(r"(?m)^pybabel .+$", blocks) == wanted


def test_contributing_locks_every_lock_file():
    """Each lock file has its command, which writes hashes and no address, with real extras."""
    extras = {*tomllib.loads(text_of("pyproject.toml"))["project"]["optional-dependencies"]}
    blocks = "\n".join(fences(text_of("CONTRIBUTING.md"), "sh"))
    lines = re.findall(r"(?m)^uv pip compile .+$", blocks)

    locks = {*(path.name for path in HOME.glob("requirements*.txt")), "deploy/requirements.txt"}
    assert {line.split()[-1] for line in lines} == locks
    for line in lines:
        assert {"--universal", "--generate-hashes", "--no-emit-index-url"} <= set(line.split())
        assert set(re.findall(r"--extra (\S+)", line)) <= extras


def test_git_treats_files_as_contributing_says():
    """Notebooks have their own kind of difference, text its line ends, pictures none."""
    files = ["modules/02_tanda_tppo.ipynb", "docs/screenshots/home-phone.png", "kit.py"]
    command = ["git", "check-attr", "diff", "text", "eol", "--", *files]
    told = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=True).stdout

    assert f"{files[0]}: diff: notebook\n" in told
    assert f"{files[1]}: text: unset\n" in told
    assert f"{files[2]}: eol: lf\n" in told
    assert "git config diff.notebook.textconv" in text_of("CONTRIBUTING.md")


@pytest.mark.skipif(os.name == "nt", reason="executable bits and bash")
def test_ci_runs_exactly_the_tests(tmp_path):
    """The script for CI, called from anywhere, becomes kit.py test in the repository."""
    (tmp_path / ".ci").mkdir()
    script = shutil.copy(HOME / ".ci" / "run", tmp_path / ".ci")
    (tmp_path / "kit.py").write_text("import os, sys\nprint(os.getcwd(), sys.argv)\nsys.exit(3)\n")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    options = {"cwd": "/", "env": {**os.environ, "PATH": path}, "capture_output": True}
    done = subprocess.run([script], **options, text=True, check=False)

    assert (HOME / ".ci" / "run").stat().st_mode & 0o111 == 0o111
    assert done.stdout == f"{tmp_path.resolve()} ['kit.py', 'test']\n"
    assert done.returncode == 3


@pytest.mark.parametrize("page", [*PAGES, "LICENSE", ".gitattributes", ".ci/run"])
def test_the_papers_speak_of_the_project_alone(page):
    """No page names a package index, an absolute path, or the place where it was written."""
    words = r"(?i)\b(?:pypi|npmjs|anaconda|registry|registries|workplaces?|workspaces?)\b"
    paths = r"(?<![\w.:/<])/(?:bin|etc|home|mnt|opt|root|srv|tmp|usr|var|work|Users)/"
    text = text_of(page).replace("#!/usr/bin/env bash", "")

    assert re.findall(words, text) + re.findall(paths, text) + re.findall(r"\b[A-Z]:\\", text) == []
