"""People are told by place and by whom it was for, against a target of each place."""

from looking import prose, rows, tables

from tppo_kit.reports.coverage import by_place, by_role, coverage_part


def test_groups_are_told_with_sessions_and_counted_people(scope_of):
    """The small group has its session, and nobody of it is counted."""
    places = [(each.name, each.sessions, each.people) for each in by_place(scope_of())]
    roles = [(each.name, each.sessions, each.people) for each in by_role(scope_of())]

    assert places == [("desa-anis", 1, 30), ("desa-kana", 1, 0), ("kantor-cempaka", 1, 20)]
    assert roles == [("officers", 1, 20), ("village-officials", 2, 30)]
    assert [each.people for each in by_role(scope_of("kantor-cempaka"))] == [20]


def test_a_target_is_held_against_the_places_that_are_told(scope_of):
    """Of two places with a number one has twenty-four people or more."""
    told = prose(coverage_part(scope_of(), 24.0))

    assert told[1] == (
        "The target is 24 people in each place. Of 2 places whose number is shown, 1 reached it."
    )
    assert len(prose(coverage_part(scope_of(), None))) == len(told) - 1


def test_one_place_has_no_list_of_places(scope_of):
    """Its own number stands in the lead."""
    part = coverage_part(scope_of("desa-anis"), 24.0)

    assert prose(part)[0] == "Sessions: 1. People: 30."
    assert list(tables(part)) == ["By whom it was for"]


def test_a_small_place_shows_its_session_and_no_number(scope_of):
    """A session was held; how many came is not told."""
    part = coverage_part(scope_of("desa-kana"), 24.0)

    assert prose(part)[0] == "Sessions: 1; fewer than 5 people."
    assert rows(tables(part)["By whom it was for"]) == {
        "village officials": [1.0, "fewer than 5 people"]
    }
