"""From a key to an activity: the right one, with its sources, or a sentence why not."""

import shutil

import pytest
from pydantic import BaseModel

from tppo_kit.activities.checklist import ChecklistActivity
from tppo_kit.activities.explorer import ExplorerActivity
from tppo_kit.activities.habits import Simulation
from tppo_kit.activities.message import MessageActivity
from tppo_kit.activities.page import PageActivity
from tppo_kit.activities.quiz import QuizActivity
from tppo_kit.activities.scenario import ScenarioActivity
from tppo_kit.activities.sitting import SittingActivity
from tppo_kit.activities.sorter import SorterActivity
from tppo_kit.activities.survey import SurveyActivity
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.facts import Agency
from tppo_kit.content.items import Quiz
from tppo_kit.content.model import Citation
from tppo_kit.content.rules.programmes import RECORD_OF
from tppo_kit.content.signs import NonSign, Sign
from tppo_kit.errors import NotFound
from tppo_kit.language import LANGUAGES
from tppo_kit.sessions.library import SIMULATIONS, open_activity
from tppo_kit.settings import REPOSITORY

CLASSES = {
    "scenario": ScenarioActivity,
    "quiz": QuizActivity,
    "sorter": SorterActivity,
    "explorer": ExplorerActivity,
    "message": MessageActivity,
    "checklist": ChecklistActivity,
    "page": PageActivity,
    "test": SittingActivity,
    "survey": SurveyActivity,
}
CASE = "scenario:umrah-bersama-ibu"


@pytest.fixture
def data(tmp_path):
    """Give a copy of the real content that may be damaged."""
    return shutil.copytree(REPOSITORY / "data", tmp_path / "data")


def rewrite(path, before, after):
    """Replace a text in a file once."""
    text = path.read_text(encoding="utf-8")

    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_every_key_opens_its_activity(keys, opened):
    """Each real activity is of its kind, has its own key, and words for lists."""
    for key in keys:
        activity = opened(key)

        kind = key.partition(":")[0]
        assert isinstance(activity, Simulation if kind in SIMULATIONS else CLASSES[kind])
        assert activity.key == key
        assert len(activity.fingerprint) == 12
        assert activity.title
        assert activity.about
        assert 0 < activity.minutes <= 60


def citations_in(value):
    """Yield every citation below a record."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from citations_in(getattr(value, name))
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from citations_in(inner)


def test_every_real_activity_has_all_its_sources(keys, opened):
    """No citation of a shown statement is missing its source."""
    # Shelves follow below; the sources of simulations are tested where they are opened. A survey
    # states nothing.
    others = ("explorer", "survey", *SIMULATIONS)
    for key in (key for key in keys if key.partition(":")[0] not in others):
        activity, kind = opened(key), key.partition(":")[0]
        shown = [
            getattr(activity, RECORD_OF.get(kind, kind)),
            *getattr(activity, "items", {}).values(),
        ]
        cited = {citation.source for record in shown for citation in citations_in(record)}

        # A page may hold nothing but facts, which bring their own sources.
        assert cited or key.startswith("page:")
        assert cited <= activity.sources.keys()


@pytest.mark.parametrize(
    ("key", "models"), [("explorer:signs", (Sign, NonSign)), ("explorer:services", (Agency,))]
)
def test_every_record_of_a_shelf_shows_all_its_sources(catalogue, opened, key, models):
    """Each citation of a sign, non-sign or service stands below it as a source."""
    entries = opened(key).entries
    for record in (record for model in models for record in catalogue.all(model)):
        cited = {(citation.source, citation.at) for citation in record.from_}
        blocks = entries[record.id].blocks
        notes = [note for block in blocks for note in getattr(block, "sources", ())]

        assert len(notes) == len(cited) > 0


@pytest.mark.parametrize(
    "key",
    [
        "",
        ":",
        "scenario",
        "scenario:",
        "scenario:no-such-case",
        "scenario:../scenarios/umrah-bersama-ibu",
        "scenario:umrah-bersama-ibu/",
        "scenario:UMRAH-BERSAMA-IBU",
        "scenario:a\x00b",
        "quiz:../../etc/passwd",
        "quiz:*",
        "sorter:..",
        "explorer:",
        "explorer:other",
        "sign:T-REK-01",
        "test:",
        "test:no-such-quiz",
        "test:../quizzes/tanda-1",
        "survey:tanda-1",
        "survey:*",
        "unknown:tanda-1",
        "x" * 500,
    ],
)
def test_what_is_not_there_is_a_sentence(catalogue, key):
    """Unknown and malicious keys open nothing and are told in both languages."""
    with pytest.raises(NotFound) as told:
        open_activity(key, catalogue)

    assert all(told.value.message.render(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("format: scenario/1", "format: scenario/9"),
        ("needs: minutes >= 1", "needs: minutes >= >="),
        ("needs: minutes >= 1", "needs: __import__('os')"),
        ("truth:", "truths:"),
        ("id: umrah", "id: [umrah"),
    ],
)
def test_a_broken_case_takes_no_other_down(data, before, after):
    """A case with faults says so; its twin and everything else open as before."""
    rewrite(data / "scenarios/umrah-bersama-ibu/scenario.yml", before, after)
    catalogue = Catalogue(data)

    with pytest.raises(NotFound):
        open_activity(CASE, catalogue)
    assert open_activity("scenario:liburan-sepuluh-hari", catalogue).scenario.steps
    assert open_activity("quiz:tanda-1", catalogue).items


def test_a_quiz_with_a_broken_item_says_so(data):
    """An item with faults closes the rounds that hold it, with a sentence, and no other."""
    catalogue = Catalogue(REPOSITORY / "data")
    rounds = {name: catalogue.get(Quiz, name).items for name in catalogue.names("quiz")}
    broken = rounds["tanda-1"][0]
    (data / "items" / f"{broken}.yml").write_text("kind: [", encoding="utf-8")

    for name, items in rounds.items():
        if broken in items:
            for kind in ("quiz", "test"):
                with pytest.raises(NotFound):
                    open_activity(f"{kind}:{name}", Catalogue(data))
        else:
            assert open_activity(f"quiz:{name}", Catalogue(data)).items.keys() == {*items}


def test_a_case_without_one_of_its_sources_still_opens(data):
    """A lost source file costs its note, not the case."""
    (data / "sources" / "GAO.yml").unlink()

    activity = open_activity(CASE, Catalogue(data))

    assert "GAO" not in activity.sources
    assert "KIT" in activity.sources


def test_a_case_without_one_of_its_signs_says_so(data):
    """A case cannot be explained without its signs, so it does not open."""
    (data / "signs" / "T-REK-07.yml").unlink()

    with pytest.raises(NotFound):
        open_activity(CASE, Catalogue(data))


def test_a_broken_sign_is_left_out_of_the_explorer(data):
    """The other signs can still be looked at."""
    (data / "signs" / "T-REK-01.yml").write_text("- 1", encoding="utf-8")

    explorer = open_activity("explorer:signs", Catalogue(data))

    assert "T-REK-01" not in explorer.entries
    assert len([name for name in explorer.entries if name.startswith("T-")]) == 69
