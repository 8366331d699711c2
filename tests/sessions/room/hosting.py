"""What the tests of a host share: pressing at the console, and a saving that fails."""

from contextlib import contextmanager, suppress

from tppo_kit.activities.habits import offered
from tppo_kit.errors import NotSaved
from tppo_kit.language import say
from tppo_kit.sessions.room.playbook import letters, question
from tppo_kit.sessions.room.stages import held_roles

CASE = "scenario:liburan-sepuluh-hari"
FORMS = "test:kasus-a-1 test:kasus-b-1"
TABLE = "tabletop:keberangkatan-mendadak"


def console(host, *presses):
    """Press at the console."""
    for press in presses:
        name, _, value = press.partition("=")
        host.do("", name, value)


def choices(host):
    """Return what can be voted for now."""
    return list(letters(question(host.playbook.view(host.room.state.stage))).values())


def in_vote(host, seats=2):
    """Bring a host into the first vote of a case; return the seats."""
    found = [host.join(None) for _ in range(seats)]
    console(host, "block=3", f"stage=together - {CASE}", "take=begin=", "open=")
    return found


def answer(host, seat):
    """Return something that the phone of a seat, playing alone, can press."""
    view = host.solo(seat, host.room.state.stage).view()
    group = next(block for block in view.blocks if hasattr(block, "options"))
    return f"{group.event}={group.options[0].value}"


@contextmanager
def failing(log):
    """Let everything that is written inside fail to be saved."""
    with suppress(NotSaved), log.together():
        yield
        raise NotSaved(say("Start"))


def played(host):
    """Play a session in every way; stop after each step, with three seats, one of them late."""
    seats = [host.join(None), host.join(None)]
    yield seats
    for press in ("tables=2", "block=0", "inject=table:2|Kursi di depan kosong.", "block=2"):
        console(host, press)
        yield seats
    for way in ("discuss", "together"):
        console(host, f"stage={way} - quiz:kasus-a-1", "deck=4", "live=on")
        yield seats
        console(host, "take=begin=")
        for first in (0, 1):
            console(host, "open=")
            yield seats
            for number, seat in enumerate(seats):
                host.press(seat, host.mark_for(seat), choices(host)[(number + first) % 2], "")
                yield seats
            host.press(seats[0], host.mark_for(seats[0]), "confidence=80", "")
            yield seats
            for press in ("hands=A:3", "cards=1:A 2:B", "close=", "talk=", "pause=", "resume="):
                console(host, press)
                yield seats
        console(host, f"take={choices(host)[0]}")
        yield seats
        console(host, "back=")
        yield seats
    seats.append(host.join(None))
    yield seats
    console(host, f"stage=tables - {TABLE}")
    yield seats
    for _ in range(8):
        press_at_table(host, 1)
        yield seats
    console(host, f"stage=each before {FORMS}")
    yield seats
    for seat in seats * 2:
        host.press(seat, host.mark_for(seat), answer(host, seat), "")
        yield seats
    for press in ("distress=", "blank=on", "blank=off", "calm=", "block=7", "end="):
        console(host, press)
        yield seats


def press_at_table(host, table):
    """Press the first button of the role whose turn it is; return who holds which role."""
    state, stage = host.room.state, host.room.state.stage
    activity = host.playbook.activity(stage.key)
    play = host.playbook.state(stage.key, stage.seed, stage.tables[table])
    role = activity.turn(play)
    roles = activity.role_ids
    seat = next(
        each.seat
        for each in state.at_table(table)
        if role in held_roles(state, stage, roles, each.seat)
    )
    event = offered(activity.view_for(play, role))[0]
    host.press(seat, host.mark_for(seat), f"{event.name}={event.value}", "")
