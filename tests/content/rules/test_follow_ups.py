"""Later tests: known cases, leaning forms and uneven signs are found, and nothing else."""

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import Quiz, Vignette
from tppo_kit.content.programmes import Audience, Workshop
from tppo_kit.content.rules.programmes import check_programmes
from tppo_kit.settings import REPOSITORY

WORKSHOP = "data/programmes/lokakarya.yml"
ACTION, HARMLESS = "kerja-tanpa-nama", "kerja-dengan-nama"
REAL = Catalogue(REPOSITORY / "data")
FOLLOWED = [workshop for workshop in REAL.all(Workshop) if workshop.follow_up]


def copies(content, name, count, start=0, signs=None):
    """Write copies of an item under names of their own, and return the names."""
    text = content.read(f"data/items/{name}.yml")
    if signs is not None:
        kept = [line for line in text.splitlines() if not line.startswith("signs:")]
        text = "\n".join([*kept[:2], f"signs: [{signs}]", *kept[2:]]) + "\n"
    names = [f"{name}-{number}" for number in range(start, start + count)]
    for each in names:
        content.write(f"data/items/{each}.yml", text.replace(f"id: {name}\n", f"id: {each}\n"))
    return names


@pytest.fixture
def followed(content):
    """Give a function that writes a workshop with later tests of the given items."""

    def write(*rounds, plays="kuis-contoh"):
        cover = content.read("data/quizzes/kuis-contoh.yml").partition("items:")[0]
        tests = []
        for days, items in zip((30, 90, 180), rounds, strict=False):
            quiz = cover.replace("id: kuis-contoh", f"id: lanjutan-{days}")
            text = f"{quiz}items: [{', '.join(items)}]\n"
            content.write(f"data/quizzes/lanjutan-{days}.yml", text)
            tests.append(f'  - {{days: {days}, form: "test:lanjutan-{days}"}}\n')
        content.write(
            WORKSHOP,
            f"""format: programme/1
kind: workshop
id: lokakarya
title: Lokakarya contoh
about: Untuk uji saja.
audience: officers
minutes: 20
people: Sepuluh orang.
objectives: [Mencoba semuanya.]
materials: [Kertas.]
care: [Beri waktu.]
blocks:
  - {{minutes: 10, kind: welcome, title: Sambutan, does: Sambut.}}
  - {{minutes: 10, kind: activity, title: A, does: B., activity: "quiz:{plays}", way: each}}
follow_up:
{"".join(tests)}""",
        )
        found = check_programmes(content.catalogue, content.home)
        return [(each.code, str(each.what.text)) for each in found if each.code == "B413"]

    return write


def ten(content, start, signs=None):
    """Return ten new cases, half of them harmless."""
    action = copies(content, ACTION, 5, start, signs)
    return [*action, *copies(content, HARMLESS, 5, start)]


def test_new_and_parallel_cases_have_no_findings(content, followed):
    """Ten new cases each, half harmless, alike in their signs."""
    assert followed(ten(content, 0), ten(content, 5)) == []


def test_a_case_of_the_workshop_is_found(content, followed):
    """Whoever has met a case would be measured by memory of it."""
    met = round_of(content)[0]
    first = [met, *ten(content, 0)[1:]]

    assert any("is known from the workshop" in text for _, text in followed(first))


def test_a_case_of_an_earlier_test_is_found(content, followed):
    """The same round twice shares every case."""
    found = followed(ten(content, 0), ten(content, 0))

    assert len([text for _, text in found if "is known" in text]) == 10


def test_too_few_cases_are_found(content, followed):
    """Nine cases are no test."""
    assert any("cases each" in text for _, text in followed(ten(content, 0)[1:]))


def test_leaning_forms_are_found(content, followed):
    """Six calls for action against five are another test."""
    other = [*copies(content, ACTION, 6, 5), *copies(content, HARMLESS, 4, 5)]

    assert any("not parallel" in text for _, text in followed(ten(content, 0), other))


def test_uneven_strength_is_found(content, followed):
    """Five strong signs against none make one test easier."""
    content.change("\nstrength: medium", "\nstrength: strong", "data/signs/T-REK-07.yml")
    found = followed(ten(content, 0, signs=""), ten(content, 5, signs="T-REK-07"))

    assert any("strong signs" in text for _, text in found)


def round_of(content):
    """Return the items of the sample's round."""
    return content.catalogue.get(Quiz, "kuis-contoh").items


def test_officials_officers_and_migrants_are_followed_up():
    """Each of their workshops has the three tests; children and teenagers have none."""
    followed = {workshop.id for workshop in FOLLOWED}
    wanted = {Audience.VILLAGE_OFFICIALS, Audience.OFFICERS, Audience.PROSPECTIVE_MIGRANTS}

    assert followed == {each.id for each in REAL.all(Workshop) if each.audience in wanted}
    assert all([test.days for test in each.follow_up] == [30, 90, 180] for each in FOLLOWED)


@pytest.mark.parametrize("workshop", FOLLOWED, ids=lambda each: each.id)
def test_each_real_test_is_half_harmless_with_the_same_rungs(workshop):
    """Five call for action and five do not, with as many of each step of the ladder in all."""
    made_up = []
    for test in workshop.follow_up:
        items = [REAL.item(name) for name in REAL.get(Quiz, test.form.partition(":")[2]).items]
        assert all(isinstance(item, Vignette) for item in items)
        made_up.append(sorted(item.truth for item in items))

    assert made_up[0] == made_up[1] == made_up[2]
    assert sum(rung.calls_for_action for rung in made_up[0]) == 5
