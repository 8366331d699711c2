"""The verbs of a notebook: play shows, check tells, and neither loads what a learner needs not."""

import json
import os
import subprocess
import sys

import pytest

import tppo_kit.notebook
from tppo_kit.errors import NotFound
from tppo_kit.notebook import check, play
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.seats import pass_for, secret_of
from tppo_kit.sessions.transcript import check_lines

CASE = "scenario:umrah-bersama-ibu"
KINDS = [CASE, "quiz:tanda-1", "sorter:tanda-atau-bukan", "explorer:signs", "explorer:services"]
KINDS += ["message:tawaran-dari-tante", "checklist:cek-tawaran"]
MISSING = "scenario:no-such-case"


@pytest.fixture(autouse=True)
def _own_answers(settings, heard, monkeypatch):
    monkeypatch.setenv("TPPO_DATA_DIR", str(settings.answers))
    monkeypatch.delenv("TPPO_HOME", raising=False)
    monkeypatch.delenv("TPPO_SERVED", raising=False)


def test_play_shows_the_activities_in_their_order(opened):
    """One stage holds everything that was asked for."""
    stage = play(CASE, "explorer:signs")

    assert stage.summary().split("\n") == [opened(k).summary() for k in (CASE, "explorer:signs")]


def test_play_says_what_cannot_be_opened_and_shows_the_rest(capsys, catalogue, opened):
    """A broken case in a notebook costs that case only."""
    stage = play(MISSING, CASE)
    with pytest.raises(NotFound) as told:
        open_activity(MISSING, catalogue)

    assert capsys.readouterr().out == told.value.message.render("id") + "\n"
    assert stage.summary() == opened(CASE).summary()


def test_play_with_nothing_to_show_shows_nothing(capsys):
    """If no key can be opened there are sentences and no empty stage."""
    assert play(MISSING, "x") is None
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_check_tells_the_same_at_every_run(capsys, catalogue):
    """The lines of every key are printed, one after the other."""
    keys = [CASE, "quiz:tanda-1", MISSING]
    check(*keys)
    told = capsys.readouterr().out
    check(*keys)

    assert told == capsys.readouterr().out
    assert told.splitlines() == [line for key in keys for line in check_lines(key, catalogue)]


def test_check_tells_nothing_in_a_learners_kernel(capsys, monkeypatch):
    """In a page of the kit's server the exemplars, which hold right answers, stay unsaid."""
    monkeypatch.setenv("TPPO_SERVED", "1")
    check(CASE)

    assert capsys.readouterr().out == ""


def test_the_notebook_offers_these_verbs_and_no_other():
    """What a notebook may call is short."""
    assert sorted(tppo_kit.notebook.__all__) == [
        "check",
        "console",
        "play",
        "practice_cases",
        "reports",
    ]


LEARN = """
import json, random, sys
from tppo_kit.activities.blocks import Options
from tppo_kit.notebook import check, play

chance, done = random.Random(1), []
for key in sys.argv[2:]:
    stage = play(key)
    stage._on_message(stage, {"name": "hello", "pass": sys.argv[1], "language": "id"}, [])
    for _ in range(2000):
        if stage._desk.open.finished:
            break
        group = chance.choice([b for b in stage._desk.view().blocks if isinstance(b, Options)])
        option = chance.choice(group.options)
        stage._on_message(stage, {"name": group.event, "value": option.value}, [])
    done.append(stage._desk.open.finished)
check(sys.argv[2])
heavy = {"pandas", "matplotlib", "numpy", "scipy", "tornado.web", "voila", "jupyter_server",
         "tppo_kit.server", "tppo_kit.authoring", "nbformat", "rich"}
print(json.dumps({"done": done, "loaded": sorted(heavy & set(sys.modules))}))
"""


def test_a_learners_kernel_loads_nothing_heavy(log, card, settings):
    """Playing every kind of activity to its end loads neither pandas, matplotlib nor numpy."""
    assert card == pass_for(card.partition(".")[0], secret_of(settings.answers))
    said = subprocess.run(
        [sys.executable, "-c", LEARN, card, *KINDS],
        env={**os.environ, "TPPO_SERVED": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout) == {"done": [True] * len(KINDS), "loaded": []}
