"""A finding says what is wrong and how to mend it, in the reader's language."""

import json
from pathlib import Path

import pytest

from tppo_kit.content.problems import Problem
from tppo_kit.language import say

PROBLEM = Problem(
    "L201",
    Path("data") / "scenarios" / "x" / "scenario.yml",
    7,
    say("there is no step '{step}'", step="{end}"),
    say("correct the name, or write that step"),
    warning=True,
)


def test_a_finding_is_plain_data():
    """Code, file with forward slashes, line, both sentences and the weight can be sent as JSON."""
    data = PROBLEM.as_data("en")

    assert json.loads(json.dumps(data)) == {
        "code": "L201",
        "file": "data/scenarios/x/scenario.yml",
        "line": 7,
        "what": "there is no step '{end}'",
        "mend": "correct the name, or write that step",
        "warning": True,
    }


@pytest.mark.parametrize("language", ["id", "en"])
def test_values_stand_as_they_are_in_every_language(language):
    """Braces in a name from a file are shown, not filled in."""
    assert "'{end}'" in PROBLEM.as_data(language)["what"]


def test_a_finding_blocks_unless_it_says_otherwise():
    """Nothing is a mere warning by accident."""
    problem = Problem("L201", PROBLEM.file, 7, PROBLEM.what, PROBLEM.mend)

    assert problem.warning is False
