"""The command as a whole: help, edition, and what is no verb of it."""

from click.testing import CliRunner

from tppo_kit import __version__
from tppo_kit.cli import main

VERBS = ["backup", "bench", "check", "guide", "hub", "lab", "merge", "new", "pack", "play", "purge"]
VERBS += ["report", "restore", "schemas", "serve", "sweep", "tidy", "translate", "verify"]


def run(*arguments):
    """Run a command in this process; a fault in it is a fault of the test."""
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def test_it_lists_its_verbs():
    """Help names every verb with a line about it, without loading the server."""
    told = run("-h")

    assert told.exit_code == 0
    assert sorted(main.commands) == sorted(VERBS)
    assert all(verb in told.output for verb in VERBS)
    assert all(command.help for command in main.commands.values())


def test_it_tells_its_edition():
    """A cohort can say which edition it trained on."""
    assert __version__ in run("--version").output


def test_a_command_that_is_not_there_is_refused():
    """A mistyped verb ends with the code for wrong use."""
    assert run("chek").exit_code == 2
