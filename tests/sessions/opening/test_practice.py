"""Opening a practice: what it gathers, what it leaves alone, and what a kernel loads for it."""

import json
import shutil
import subprocess
import sys

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import Item, Quiz, Vignette
from tppo_kit.content.programmes import Workshop
from tppo_kit.errors import NotFound
from tppo_kit.records import Event
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.solo import Solo
from tppo_kit.sessions.transcript import check_lines
from tppo_kit.settings import REPOSITORY

KEY = "practice:harian"
LOADED = """
import json, sys
from pathlib import Path
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.sessions.library import SIMULATIONS, open_activity
from tppo_kit.content.rules.programmes import RECORD_OF

catalogue = Catalogue(Path(sys.argv[1]))
for kind in SIMULATIONS:
    if kind != "practice":
        open_activity(f"{kind}:{catalogue.names(RECORD_OF.get(kind, kind))[0]}", catalogue)
before = set(sys.modules)
open_activity("practice:harian", catalogue)
brought = {name.partition(".")[0] for name in set(sys.modules) - before}
heavy = {"torch", "pandas", "numpy", "scipy", "matplotlib", "tqdm", "openpyxl", "typst"}
print(json.dumps(["fsrs" in before, "fsrs" in brought, sorted(heavy & brought)]))
"""


@pytest.fixture(scope="module")
def catalogue():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


def test_only_the_practice_loads_the_scheduler_and_nothing_heavy():
    """No other simulation needs it, and it brings neither pandas nor torch."""
    said = subprocess.run(
        [sys.executable, "-c", LOADED, str(REPOSITORY / "data")],
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(said.stdout) == [False, True, []]


def test_what_measures_is_never_practised(catalogue):
    """No case of a test before, after or long after a workshop is asked here."""
    forms = set()
    for workshop in catalogue.all(Workshop):
        forms |= {form for block in workshop.blocks for form in block.forms}
        forms |= {each.form for each in workshop.follow_up}
    measuring = {
        item for form in forms for item in catalogue.get(Quiz, form.partition(":")[2]).items
    }
    pools = open_activity(KEY, catalogue).pools.values()
    sources = {source for pool in pools for each in pool.sources.values() for source in each}
    asked = {subject for source in sources for subject in source.subjects}

    assert len(measuring) >= 60
    assert not measuring & asked
    vignettes = {item.id for item in catalogue.all(Item) if isinstance(item, Vignette)}
    assert asked & vignettes


def test_an_unknown_practice_is_told_in_a_sentence(catalogue):
    """There is no such practice, and that is said."""
    with pytest.raises(NotFound):
        open_activity("practice:gaib", catalogue)


def test_a_broken_station_leaves_the_rest_to_practise(tmp_path):
    """The counter cannot be opened; people still come at the checkpoint."""
    data = shutil.copytree(REPOSITORY / "data", tmp_path / "data")
    (data / "shifts" / "loket-paspor.yml").write_text("rusak: [", encoding="utf-8")
    activity = open_activity(KEY, Catalogue(data))
    sources = activity.pools["loket"].sources.values()
    subjects = {subject for each in sources for source in each for subject in source.subjects}

    assert not any(subject.startswith("loket-paspor.") for subject in subjects)
    assert any(subject.startswith("pos-pemeriksaan.") for subject in subjects)


def test_both_languages_deal_the_same_round(catalogue):
    """A round begun in one language goes on in the other."""
    event = Event("begin", "desa", at=1_793_494_800.0)
    ours, theirs = (open_activity(KEY, catalogue.speaking(each)) for each in ("id", "en"))

    assert ours.fingerprint == theirs.fingerprint
    assert ours.tailored(event, []) == theirs.tailored(event, [])


def test_its_check_cell_plays_a_round_by_the_book(catalogue):
    """The notebook's own check tells what is there, and that all of it can be right."""
    title, played = check_lines(KEY, catalogue)

    assert title.startswith("Latihan harian: 8 soal")
    assert played.endswith("nilai 8 dari 8, 8 dari 8 tepat")


def test_a_round_is_saved_resumed_and_followed_by_rest(catalogue, log, seat, clock):
    """What the host saved is what it resumes; the next round knows what was answered."""
    activity = open_activity(KEY, catalogue)
    solo = Solo(activity, log, seat, clock)
    solo.send(Event("begin", "desa"))
    picks = solo.state.picks
    resumed = Solo(activity, log, seat, clock)
    assert resumed.state.picks == picks
    while not resumed.finished:
        resumed.send(activity.next_event(resumed.state, "by-the-book", None))
    resumed.again()
    resumed.send(Event("begin", "desa"))

    assert len(picks) == 8
    assert resumed.state.until
    assert resumed.state.picks == ()
