"""The next best five minutes: a follow-up test, then practice, then the programme."""

from dataclasses import replace

import pytest

from tppo_kit.content.programmes import SelfStudy, Unit
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Dated, Judgement, Outcome
from tppo_kit.sessions.follow_up import FollowUp
from tppo_kit.sessions.next_five import FOLLOW_UP, NOTEBOOKS, next_five
from tppo_kit.sessions.progress import activities_of, entries
from tppo_kit.store.attempts import Result

NOW = 1_790_000_000.0
DAY = 86_400.0
CASE = Judgement(
    kind="vignette",
    subject="s",
    fingerprint="f",
    signs=("T-REK-01",),
    right="refer",
    chosen="refer",
    correct=True,
    signal=True,
    called=True,
    confidence=80,
    seconds=3.0,
)
TEST = FollowUp(30, "test:x", "r", "kursus", NOW - DAY, NOW + DAY)
PRACTISED = Result("practice:petugas", NOW - 60, Outcome((), 0.0, 1.0))


class Shelf:
    """Units with a practice among them, or without."""

    def __init__(self, catalogue, *, practice=True):
        """Take the real units but no practice of theirs, and perhaps one of ours."""
        real = catalogue.all(Unit)
        self.units = [u for u in real if not any(k.startswith("practice:") for k in u.activities)]
        one = real[0].model_copy(
            update={"notebook": "simulations/practice.ipynb", "activities": ["practice:petugas"]}
        )
        self.units += [one] if practice else []

    def all(self, _model):
        """Return the units."""
        return self.units


@pytest.fixture
def look(catalogue):
    """Return a function that says what comes next."""
    programme = catalogue.get(SelfStudy, "belajar-petugas")

    def found(*units, begun=(), results=(), earlier=(), practice=True, test=None):
        done = {key for name in units for key in activities_of(catalogue.get(Unit, name))}
        made = entries(programme, catalogue, done, {*done, *begun}, [])
        return next_five(
            made, Shelf(catalogue, practice=practice), list(results), list(earlier), NOW, test
        )

    return found


def seen(days_ago, *judgements):
    """Return judgements of some days ago."""
    return [Dated(NOW - days_ago * DAY, judgement) for judgement in judgements]


def weak_today():
    """Return cases of today that were often judged wrongly: nothing is due, a family is weak."""
    missed = replace(CASE, called=False, correct=False)
    quiet = replace(CASE, signal=False, called=False)
    cases = [CASE, CASE, CASE, missed, missed, missed, quiet, quiet, quiet, quiet, quiet]
    return [Dated(NOW, each) for each in cases]


def test_a_newcomer_begins_the_programme(look):
    """Without a judgement nothing is due, so the first module comes."""
    found = look()

    assert found.address == f"{NOTEBOOKS}modules/01_apa_itu_tppo.ipynb"
    assert found.reason.values["minutes"] == 25


def test_what_was_begun_is_gone_on_with(look, catalogue):
    """The button says so, and the reason counts the parts."""
    first = activities_of(catalogue.get(Unit, "01-apa-itu-tppo"))
    found = look(begun=[first[0]])

    assert found.label.text.startswith("Go on")
    assert found.reason.values == {"done": 0, "all": 4}


def test_signs_that_are_due_come_before_the_programme(look):
    """A month later what was met is due, and the reason counts the signs."""
    found = look("01-apa-itu-tppo", earlier=seen(30, CASE))

    assert found.address == f"{NOTEBOOKS}simulations/practice.ipynb"
    assert found.reason.values == {"number": 1}


def test_a_weak_family_is_practised_by_name(look):
    """Where nothing is due the weakest family is the reason."""
    found = look("01-apa-itu-tppo", earlier=weak_today())

    assert found.address.endswith("practice.ipynb")
    assert found.reason.values["name"].render("en") == "Recruitment"


def test_once_a_day_is_enough(look):
    """Who has practised today goes on in the programme, tomorrow is another day."""
    today = look("01-apa-itu-tppo", earlier=seen(30, CASE), results=[PRACTISED])
    old = replace(PRACTISED, ended_at=NOW - 2 * DAY)
    later = look("01-apa-itu-tppo", earlier=seen(30, CASE), results=[old])

    assert "02_tanda" in today.address
    assert later.address.endswith("practice.ipynb")


def test_a_follow_up_test_comes_before_practice_and_programme(look):
    """Practice just before it would flatter what has stayed; it is named by its title."""
    found = look("01-apa-itu-tppo", test=TEST, earlier=seen(30, CASE))

    assert (found.address, found.label) == (FOLLOW_UP, TEST.title)


def test_without_a_practice_notebook_none_is_offered(look):
    """An edition without it leads on in the programme."""
    assert "02_tanda" in look("01-apa-itu-tppo", earlier=seen(30, CASE), practice=False).address


def test_who_has_done_everything_practises(look, catalogue):
    """At the end practice is left, or nothing."""
    every = catalogue.get(SelfStudy, "belajar-petugas").units

    assert look(*every).address.endswith("practice.ipynb")
    assert look(*every, practice=False) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_a_sentence(look, catalogue, language):
    """Whatever comes next, why it does is said in the person's language."""
    every = catalogue.get(SelfStudy, "belajar-petugas").units
    for found in (
        look(),
        look(earlier=seen(30, CASE)),
        look(earlier=weak_today()),
        look(test=TEST),
        look(*every),
    ):
        assert found.reason.render(language).endswith(".")
        assert found.label.render(language)
