"""Starting activities, moving a shared play, and play at tables."""

import pytest

from tppo_kit.activities.habits import offered
from tppo_kit.sessions.room.stages import held_roles

TABLE = "tabletop:keberangkatan-mendadak"
QUIZ = "quiz:kasus-a-1"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "together",
        "together -",
        f"alone - {QUIZ}",
        f"together after {QUIZ}",
        f"together before {QUIZ} {QUIZ}",
        f"each before {QUIZ}",
        f"each - {QUIZ} {QUIZ}",
        f"each sometime {QUIZ} {QUIZ}",
        f"each before {QUIZ} {QUIZ} {QUIZ}",
        "together - quiz:none",
        "together - none:none",
        "together - ../../etc/passwd",
        "together - quiz:",
        f"tables - {QUIZ}",
    ],
)
def test_an_activity_that_cannot_be_played_so_is_not_started(case, value):
    """Unknown ways, tests, keys; a test without its two forms; tables without roles."""
    case.do("open=").vote("A", 0)

    assert case.refused(f"stage={value}")


def test_stages_are_numbered_in_order(room):
    """Each start puts the one before away; the same activity again is another stage."""
    for _ in range(3):
        room.do(f"stage=each - {QUIZ}")
    room.do("clear=", f"stage=discuss - {QUIZ}")

    assert [stage.number for stage in (*room.state.past, room.stage)] == [0, 1, 2, 3]
    assert len({stage.seed for stage in (*room.state.past, room.stage)}) == 4
    assert room.do("clear=").refused("clear=")


def test_what_is_shared_moves_only_where_it_can(case):
    """Events that the screen does not offer, and any while people play alone, are refused."""
    for press in ("", "begin=", "choose=", "choose=none", "confidence=50", "next=", "x" * 300):
        assert case.refused(f"take={press}")
    case.do(f"stage=each - {QUIZ}")

    assert case.refused("take=begin=")
    assert case.refused("back=")


@pytest.mark.parametrize(
    ("levels", "middle"), [((), "50"), ((90,), "90"), ((60, 90), "60"), ((60, 80, 100), "80")]
)
def test_the_room_passes_the_question_how_sure_with_its_middle(room, levels, middle):
    """The median of what people said, the lower of two, and a coin's toss if nobody did."""
    room.do(f"stage=together - {QUIZ}", "take=begin=", "open=")
    for seat, level in zip("ABC", levels, strict=False):
        room.vote(seat, 0).sure(seat, level)
    room.do("close=", f"take={room.choices()[0]}")

    assert [(each.name, each.value) for each in room.stage.events[2:]] == [("confidence", middle)]


def test_a_step_back_undoes_the_question_how_sure_with_its_answer(room):
    """Back from an explanation everybody stands before the question again, down to the cover."""
    room.do(f"stage=together - {QUIZ}", "take=begin=", f"stage=together - {QUIZ}", "take=begin=")
    asked = room.playbook.view(room.stage)
    room.do("take=answer=consult")
    assert len(room.stage.events) == 3

    room.do("back=")
    assert room.playbook.view(room.stage) == asked
    room.do("back=")

    assert room.stage.events == ()
    assert room.refused("back=")


def test_a_tie_is_decided_by_the_facilitator(case):
    """Any of the choices can be gone on with, whatever the counts."""
    first, second = case.choices()[:2]
    case.do("open=").vote("A", 0).vote("B", 1).do("close=")

    case.do(f"take={second}", "back=", f"take={first}")

    assert [event.value for event in case.stage.events] == ["", first.partition("=")[2]]


def table_room(room_of, seats, tables):
    """Return a room with so many seats and tables that has begun the table game."""
    room = room_of().join(*(f"S{number}" for number in range(seats)))
    return room.do("block=2", f"tables={tables}", f"stage=tables - {TABLE}")


@pytest.mark.parametrize(("seats", "tables"), [(1, 1), (2, 1), (7, 1), (9, 1), (30, 4), (3, 5)])
def test_every_role_of_every_table_is_dealt(room_of, seats, tables):
    """Few people hold several roles each, many share; nobody has none, none is without a phone."""
    room = table_room(room_of, seats, tables)
    roles = room.playbook.roles(TABLE)

    for table in range(1, tables + 1):
        people = room.state.at_table(table)
        held = [held_roles(room.state, room.stage, roles, each.seat) for each in people]
        assert all(held)
        assert not people or {role for own in held for role in own} == set(roles)
        if len(people) <= len(roles):
            assert sum(map(len, held)) in {0, len(roles)}
    assert set(room.stage.tables) == set(range(1, tables + 1))


def turn(room, table):
    """Return the role whose turn it is, and what it may press."""
    activity = room.playbook.activity(TABLE)
    state = room.playbook.state(TABLE, room.stage.seed, room.stage.tables[table])
    role = activity.turn(state)
    return role, [f"{e.name}={e.value}" for e in offered(activity.view_for(state, role))]


def holder(room, table, role):
    """Return a seat at a table that holds a role."""
    roles = room.playbook.roles(TABLE)
    return next(
        each.seat
        for each in room.state.at_table(table)
        if role in held_roles(room.state, room.stage, roles, each.seat)
    )


def test_each_table_moves_by_the_role_whose_turn_it_is(room_of):
    """Other roles at the table are refused, and the other table stays where it is."""
    room = table_room(room_of, 14, 2)
    for _ in range(12):
        role, presses = turn(room, 1)
        seat = holder(room, 1, role)
        for other in room.state.at_table(1):
            if other.seat != seat:
                assert room.refused(f"act={presses[0]}", other.seat)
        room.do(f"act={presses[0]}", seat=seat)
    for press in ("", "none=1", "begin=", "x" * 300, "card"):
        assert room.refused(f"act={press}", holder(room, 1, turn(room, 1)[0]))

    assert (len(room.stage.tables[1]), room.stage.tables[2]) == (12, ())
    assert room.replayed() == room.state


def test_the_role_of_a_lost_phone_can_be_taken_over(room_of):
    """Somebody else at the table holds it besides their own, and can then act for it."""
    room = table_room(room_of, 7, 1)
    role, _ = turn(room, 1)
    room.do(f"act={turn(room, 1)[1][0]}", seat=holder(room, 1, role))
    role, presses = turn(room, 1)
    lost = holder(room, 1, role)
    other = next(seat for seat in room.state.members if seat != lost)
    own = held_roles(room.state, room.stage, room.playbook.roles(TABLE), other)
    assert room.refused(f"act={presses[0]}", other)

    room.do(f"hold={role}", seat=other)

    held = held_roles(room.state, room.stage, room.playbook.roles(TABLE), other)
    assert held == (*own, role)
    assert room.refused(f"hold={role}", other)
    assert room.refused("hold=none", other)
    room.do(f"act={presses[0]}", seat=other)


def test_who_comes_late_sits_at_a_table_and_blocks_nobody(room_of):
    """A latecomer gets the role of their place; those who were dealt roles keep them."""
    room = table_room(room_of, 7, 1)
    dealt = dict(room.stage.cast)

    room.join("late")

    roles = room.playbook.roles(TABLE)
    assert held_roles(room.state, room.stage, roles, "late") == (roles[0],)
    assert dict(room.stage.cast) == dealt


def test_a_table_with_nobody_does_not_hold_up_the_others(room_of):
    """With more tables than people those who are there can play to the next step."""
    room = table_room(room_of, 1, 3)

    room.do(f"act={turn(room, 1)[1][0]}", seat="S0")

    assert [len(events) for events in room.stage.tables.values()] == [1, 0, 0]


def test_tables_stay_while_they_play(room_of):
    """Their number cannot change under those who play; afterwards it can."""
    room = table_room(room_of, 4, 2)
    assert room.refused("tables=3")

    assert room.do("clear=", "tables=3").state.table_count == 3
    assert room.refused("act=begin=", "S0")
    assert room.refused("hold=desa", "S0")


def test_nobody_votes_at_tables(room_of):
    """What belongs to a shared play is refused while tables play."""
    room = table_room(room_of, 3, 1)

    for press in ("open=", "close=", "talk=", "take=begin=", "back=", "hands=A:1", "cards="):
        assert room.refused(press)
    assert room.refused("vote=0.0.0 begin=", "S0")
