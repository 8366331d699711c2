"""Each family of signs is told for villages, offices and each audience, with its people."""

import pytest
from looking import prose, said, tables

from tppo_kit.learning.detection import count, detect
from tppo_kit.reports.families import families_part
from tppo_kit.store.judged import judged

TABLE = "d′ by family of signs and group, with 95 percent intervals"


def cells(part):
    """Return the rows of the table by family and group."""
    return {
        (said(row[0]), said(row[1])): [said(cell) for cell in row[2:]]
        for row in tables(part)[TABLE].rows
    }


def test_a_cell_is_what_its_judgements_say(scope_of, quarter_log):
    """Recruitment in offices, counted one judgement after the other."""
    scope = scope_of()
    found = cells(families_part(scope))["Recruitment", "office"]

    own = [
        each
        for each in judged(quarter_log.log, scope.quarter.since, scope.quarter.until)
        if each.place == "kantor-cempaka"
        and each.purpose != "before"
        and any("-REK-" in sign for sign in each.judgement.signs)
    ]
    decisions = [each.judgement for each in own]
    assert found[0] == len({each.seat for each in own})
    assert found[1] == pytest.approx(detect(count(decisions)).sensitivity)
    assert found[2] < found[1] < found[3]


def test_the_whole_has_kinds_and_audiences_a_place_only_audiences(scope_of):
    """A village is no office."""
    whole = {group for _, group in cells(families_part(scope_of()))}
    place = {group for _, group in cells(families_part(scope_of("desa-anis")))}

    assert whole == {"village", "office", "village officials", "officers"}
    assert place == {"village officials"}


def test_no_cell_is_about_fewer_than_five_people(scope_of):
    """What could be is left out of the whole as well."""
    found = cells(families_part(scope_of()))

    assert all(row[0] >= 5 for row in found.values())
    assert all(isinstance(row[1], float) or row[2:] == ["–", "–"] for row in found.values())


def test_without_signs_a_sentence_says_so(scope_of):
    """A place in which nobody is counted has no map; few people are told from none."""
    few, none = families_part(scope_of("desa-kana")), families_part(scope_of("tidak-ada"))

    assert prose(few) == ["Fewer than five people of one place took part; no figure is shown."]
    assert prose(none) == ["No sign was met in this quarter."]
