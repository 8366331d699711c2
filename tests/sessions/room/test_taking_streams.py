"""Random streams of events from all sides: nothing breaks, nothing is lost, all of it replays."""

import copy
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.activities.habits import offered
from tppo_kit.errors import Refused
from tppo_kit.sessions.room.ballots import mark_of
from tppo_kit.sessions.room.playbook import letters, question
from tppo_kit.sessions.room.taking import SEAT_EVENTS, taken
from tppo_kit.store.rooms import RoomEvent

TABLE = "tabletop:keberangkatan-mendadak"
STAGES = [
    "together - scenario:liburan-sepuluh-hari",
    "discuss - quiz:kasus-a-1",
    "each before test:kasus-a-1 test:kasus-b-1",
    "each after test:kasus-a-1 test:kasus-b-1",
    f"tables - {TABLE}",
    f"together - {TABLE}",
    "together - sorter:tanda-atau-bukan",
    "together - quiz:none",
]
CONSOLE = [
    *("open", "close", "talk", "back", "hands", "cards", "deck", "tables", "live", "blank"),
    *("pause", "resume", "distress", "calm", "inject", "stage", "block", "clear", "nonsense"),
]
#: More of what leads somewhere, so that streams go deep.
NAMES = [
    *CONSOLE,
    *["vote"] * 16,
    *["take", "act"] * 10,
    *["open", "sure", "hold", "join"] * 4,
    *["close", "hands", "cards"] * 2,
]
SEATS = ["A", "B", "C", "D"]
RAW = [
    "",
    "-1",
    "on",
    "A:1",
    "1:A",
    "9" * 999,
    "\n",
    "x y",
    "²",
    "0.1.0 choose=x",
    "all|",
    "🙂" * 200,
]
FIXED = {
    "block": [str(number) for number in range(9)],
    "stage": STAGES,
    "hands": ["A:3 B:1", "", "B:2", "Z:1"],
    "cards": ["1:A 2:B", "2:E", "3:C 5:A", "40:A"],
    "deck": ["5", "40", "41"],
    "tables": ["1", "2", "3", "0"],
    "live": ["on", "off"],
    "blank": ["on", "off"],
    "inject": ["all|x", "table:1|y", "role:desa|z", "x"],
    "hold": ["desa", "polisi", "ppa", "x"],
}


def name_of(chance, stage, left):
    """Return what is tried next; what leads somewhere comes more often."""
    if left == 3:
        return "end"
    if stage is None and chance.randrange(2):
        return "stage"
    if stage is not None and stage.shared and chance.randrange(2):
        return "vote" if stage.round is not None and stage.round.open else "open"
    return chance.choice(NAMES)


def value_of(playbook, state, name, seat, pick):
    """Return a value that could make sense now."""
    stage = state.stage
    menu = FIXED.get(name, [""])
    if stage is not None and stage.shared:
        view = playbook.view(stage)
        group = question(view)
        if name == "take":
            menu = [f"{event.name}={event.value}" for event in offered(view)]
        elif name == "vote" and group is not None:
            menu = [f"{mark_of(stage)} {choice}" for choice in letters(group).values()]
        elif name == "sure":
            menu = [f"{mark_of(stage)} {level}" for level in (50, 60, 100, 55)]
    elif stage is not None and stage.way == "tables" and name == "act" and seat in state.members:
        activity = playbook.activity(stage.key)
        play = playbook.state(stage.key, stage.seed, stage.tables[state.table_of(seat)])
        shown = activity.view_for(play, activity.turn(play))
        menu = [f"{event.name}={event.value}" for event in offered(shown)]
    return menu[pick % len(menu)] if menu else ""


def rounds_of(state):
    """Yield every vote of a room, past and present."""
    for stage in (*state.past, *([state.stage] if state.stage else [])):
        for ballot in stage.ballots:
            yield from ballot.rounds


@settings(max_examples=50, deadline=None, database=None)
@given(seed=st.integers(0, 2**32))
def test_any_stream_of_events_leaves_a_sound_room(room_of, seed):
    """Whatever comes: refused and unchanged, or taken, counted once, and the same on replay."""
    chance = random.Random(seed)
    room = room_of().join("A", "B").do("deck=8", f"stage={chance.choice(STAGES[:-1])}")
    if room.stage.shared:
        room.do("take=begin=")
    counted = {}
    for left in range(120, 0, -1):
        name, seat = name_of(chance, room.stage, left), chance.choice(SEATS)
        pick = chance.randrange(12)
        raw = chance.choice(RAW) if pick % 8 == 7 else None
        sender = seat if (name in SEAT_EVENTS) != (pick == 11) else ""
        value = value_of(room.playbook, room.state, name, seat, pick) if raw is None else raw
        before, kept = room.state, copy.deepcopy(room.state)
        room.now += pick
        event = RoomEvent(sender, name, value, room.now)
        try:
            room.state = taken(room.programme, room.playbook, before, event)
        except Refused:
            assert before == kept
            continue
        room.events.append(event)
        assert before == kept
        assert room.state.number == before.number + 1
        assert before.public <= room.state.public <= before.public + 1
        round_ = room.stage.round if room.stage and room.stage.shared else None
        if name == "open":
            counted = {}
        elif name == "vote":
            counted[sender] = value.partition(" ")[2]
        if round_ is not None and round_.open:
            assert {key: vote.choice for key, vote in round_.votes.items()} == counted

    for round_ in rounds_of(room.state):
        whole = len(round_.votes) + sum(round_.hands.values()) + len(round_.cards)
        assert sum(round_.counts().values()) == whole
        assert round_.votes.keys() <= room.state.members.keys()
        assert round_.sure.keys() <= round_.votes.keys()
        assert all(vote.seconds >= 0 for vote in round_.votes.values())
    assert room.replayed() == room.state
