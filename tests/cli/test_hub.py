"""The verb that a Hub's spawner runs."""

import sys

import pytest
from click.testing import CliRunner

from tppo_kit.cli import main
from tppo_kit.language import LANGUAGES
from tppo_kit.server.spawned import NEEDED


@pytest.fixture
def by_hand(monkeypatch):
    """Return a function that runs the verb without a spawner's environment."""
    for name in NEEDED:
        monkeypatch.delenv(name, raising=False)

    def run(*arguments):
        return CliRunner().invoke(main, ["hub", *arguments], catch_exceptions=False)

    return run


def test_by_hand_it_says_in_both_languages_what_is_missing(by_hand):
    """Whoever tries it without a Hub reads what it is for; the exit code is 2."""
    told = by_hand()

    assert told.exit_code == 2
    assert len(set(told.stderr.splitlines())) == len(LANGUAGES)
    assert all("JUPYTERHUB_SERVICE_URL" in line for line in told.stderr.splitlines())


def test_what_the_spawner_says_wrongly_is_named(by_hand, monkeypatch, tmp_path):
    """A setting that cannot be used stands in the sentence, and nothing is made."""
    for name in NEEDED:
        monkeypatch.setenv(name, "x")
    told = by_hand("--data-dir", str(tmp_path / "answers"))

    assert told.exit_code == 2
    assert all("JUPYTERHUB_SERVICE_URL" in line for line in told.stderr.splitlines())
    assert not (tmp_path / "answers").exists()


def test_without_the_hubs_library_the_sentence_says_what_to_install(by_hand, monkeypatch):
    """The library is an extra; all else of the kit does without it."""
    monkeypatch.setitem(sys.modules, "jupyterhub", None)
    monkeypatch.delitem(sys.modules, "tppo_kit.server.hub", raising=False)
    told = by_hand()

    assert told.exit_code == 2
    assert all("tppo-kit[hub]" in line for line in told.stderr.splitlines())
