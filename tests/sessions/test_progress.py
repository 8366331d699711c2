"""How far somebody has come, and which module is suggested after which."""

import pytest

from tppo_kit.content.programmes import SelfStudy, Unit
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Judgement
from tppo_kit.sessions.progress import activities_of, entries, families_of, modules_done


def decisions(family, *, sharp=True):
    """Return forty mixed cases of a family, judged well or by guessing."""

    def one(signal, called):
        return Judgement(
            kind="vignette",
            subject="s",
            fingerprint="f",
            signs=(f"T-{family}-01",),
            right="refer" if signal else "inform",
            chosen="refer" if called else "inform",
            correct=signal == called,
            signal=signal,
            called=called,
            confidence=80,
            seconds=3.0,
        )

    wrong = 2 if sharp else 10
    return [
        *[one(signal=True, called=True)] * (20 - wrong),
        *[one(signal=True, called=False)] * wrong,
        *[one(signal=False, called=True)] * wrong,
        *[one(signal=False, called=False)] * (20 - wrong),
    ]


@pytest.fixture(scope="module")
def programme(catalogue):
    """Give the programme of officers."""
    return catalogue.get(SelfStudy, "belajar-petugas")


@pytest.fixture
def look(catalogue, programme):
    """Return a function from what was done and judged to the entries, by notebook id."""

    def found(*units, begun=(), judgements=()):
        done = {key for name in units for key in activities_of(catalogue.get(Unit, name))}
        made = entries(programme, catalogue, done, {*done, *begun}, list(judgements))
        return {entry.unit.id: entry for entry in made}

    return found


def test_entries_come_in_the_order_of_the_programme(look, programme):
    """Every notebook stands there once, in order, with what there is to do in it."""
    found = look()

    assert list(found) == programme.units
    assert {entry.state for entry in found.values()} == {"new"}
    assert all(entry.parts >= 1 and entry.done == 0 for entry in found.values())


def test_done_begun_and_new_are_told_apart(look, catalogue):
    """All of it done, something touched, nothing touched; pages need not be done."""
    second = activities_of(catalogue.get(Unit, "02-tanda"))
    found = look("01-apa-itu-tppo", begun=[second[0]])

    assert found["01-apa-itu-tppo"].state == "done"
    assert found["01-apa-itu-tppo"].done == found["01-apa-itu-tppo"].parts == 4
    assert found["02-tanda"].state == "begun"
    assert found["03-modus"].state == "new"


def test_the_first_module_waits_for_nothing(look):
    """Somebody must be able to begin."""
    assert look()["01-apa-itu-tppo"].wait is None


def test_simulations_wait_for_nothing(look):
    """Practice is what brings mastery, so it is never put off."""
    assert [entry.unit.id for entry in look().values() if entry.wait and not entry.is_module] == []


def test_a_module_comes_after_the_one_before_it(look):
    """While that one is not done, its title is named."""
    wait = look()["02-tanda"].wait

    assert wait.values["title"] == look()["01-apa-itu-tppo"].unit.title
    assert all(wait.render(language) for language in LANGUAGES)


def test_after_a_module_without_cases_done_is_enough(look):
    """Where nobody decides on a case there is nothing to master."""
    assert look("01-apa-itu-tppo")["02-tanda"].wait is None


def test_after_a_module_with_cases_its_families_must_be_mastered(look, catalogue, programme):
    """What is not mastered is named; mastered, the next module is open."""
    names = ("01-apa-itu-tppo", "02-tanda")
    taught = families_of(catalogue.data, catalogue.get(Unit, "02-tanda"))
    following = next(
        entry.unit.id for entry in look(*names).values() if entry.is_module and entry.state == "new"
    )
    sharp = [one for family in taught for one in decisions(family)]
    guessing = [one for family in taught for one in decisions(family, sharp=False)]

    assert len(taught) == 7
    assert look(*names)[following].wait is not None
    assert look(*names, judgements=guessing)[following].wait is not None
    assert look(*names, judgements=sharp)[following].wait is None
    last = [one for family in taught[:-1] for one in decisions(family)]
    assert look(*names, judgements=last)[following].wait.values["names"] is not None


def test_what_was_begun_waits_no_more(look, catalogue):
    """Whoever has opened a module anyway goes on in it without being told to wait."""
    second = activities_of(catalogue.get(Unit, "02-tanda"))

    assert look(begun=[second[0]])["02-tanda"].wait is None


def test_families_are_those_of_cases_not_of_questions(catalogue):
    """Signs named in a question of knowledge, or in no sorting of signs, teach no decision."""
    found = {
        name: families_of(catalogue.data, catalogue.get(Unit, name))
        for name in ("01-apa-itu-tppo", "03-modus", "07-melapor", "10-desa-binaan")
    }

    assert found == {
        "01-apa-itu-tppo": (),
        "03-modus": ("REK", "DAR"),
        "07-melapor": (),
        "10-desa-binaan": ("REK", "DOK", "DES"),
    }


def test_a_notebook_whose_content_is_gone_teaches_nothing(catalogue):
    """A missing case is found by the check of the content, not by a learner's home page."""
    unit = catalogue.get(Unit, "03-modus").model_copy(
        update={"activities": ["scenario:tidak-ada", "quiz:tidak-ada", "page:apa"]}
    )

    assert families_of(catalogue.data, unit) == ()


def test_modules_done_are_counted_without_simulations(look):
    """Quizzes and simulations done do not count as modules."""
    found = look("01-apa-itu-tppo", "kuis-tanda").values()

    assert modules_done(found) == (1, 11)
