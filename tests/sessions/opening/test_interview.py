"""Opening interviews: every case has one; a case without notes is told."""

import pytest

from tppo_kit.activities.interview.activity import InterviewActivity
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import NotFound
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.transcript import check_lines
from tppo_kit.settings import REPOSITORY

CASES = sorted(path.parent.name for path in REPOSITORY.glob("data/scenarios/*/scenario.yml"))


@pytest.mark.parametrize("case", CASES)
def test_every_case_opens_as_an_interview(catalogue, case):
    """Its notes, and all sources that they cite, come with it."""
    activity = open_activity(f"interview:{case}", catalogue)

    assert isinstance(activity, InterviewActivity)
    assert activity.key == f"interview:{case}"
    assert activity.notes.pair_of(case)
    assert {citation.source for citation in activity.notes.from_} == activity.sources.keys()


@pytest.mark.parametrize("name", ["entah", "", "../loket", "loket"])
def test_what_is_no_case_is_not_found(catalogue, name):
    """Only a case opens; the notes themselves are nothing to play."""
    with pytest.raises(NotFound):
        open_activity(f"interview:{name}", catalogue)


def test_a_case_that_no_notes_name_is_told(tmp_path):
    """The sentence names the folder where the pair belongs."""
    data = tmp_path / "data"
    data.mkdir()
    for folder in ("scenarios", "signs", "sources"):
        (data / folder).symlink_to(REPOSITORY / "data" / folder)

    with pytest.raises(NotFound, match="data/case-notes"):
        open_activity("interview:magang-enam-bulan", Catalogue(data))


def test_the_check_plays_an_interview_by_the_book(catalogue):
    """A notebook shows what a careful colleague earns, every line told apart."""
    lines = check_lines("interview:magang-enam-bulan", catalogue)

    assert "nilai 5 dari 5" in lines[1]
