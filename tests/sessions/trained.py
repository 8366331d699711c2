"""A log in which a seat has learned alone and taken part in workshops."""

from tppo_kit.content.programmes import Unit
from tppo_kit.records import Event, Outcome
from tppo_kit.sessions.progress import activities_of
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord

#: Two seats whose check letters are right.
SEAT, OTHER = "AAAA-AAA6", "CCCC-CCCN"
#: Noon on 22 November 2026 in western Indonesia.
NOON = 1_795_323_600.0
DAY = 86_400.0
WORKSHOP = "lokakarya-petugas-45"


def finish(log, activity, at=NOON, seat=SEAT, room=""):
    """Write an attempt that ended at a time."""
    latest = log.latest(seat, activity)
    turn = latest.turn + 1 if latest else 1
    attempt = new_attempt(seat, activity, "f", at, turn, room=room)
    log.append(attempt, 0, Event("begin", at=at), Outcome((), 0.0, 1.0))


def finish_unit(log, catalogue, name, at=NOON, seat=SEAT):
    """Finish everything that is done in a notebook."""
    for key in activities_of(catalogue.get(Unit, name)):
        finish(log, key, at, seat)


def hold(
    log,
    name="room-1",
    *,
    programme=WORKSHOP,
    began=NOON,
    minutes=45,
    joined=0,
    answered=(10, 40),
    asked=(5, 35),
    ended=True,
    rehearsal=False,
    seat=SEAT,
):
    """Hold a workshop; all times are minutes from the beginning of its first part."""
    rooms = RoomLog(log)
    rooms.add(RoomRecord(name, programme, 1, rehearsal=rehearsal, opened_at=began - 300))
    happened = [
        (0, "", "block"),
        *[(at, "", "open") for at in asked],
        (joined, seat, "join"),
        *[(at, seat, "vote") for at in answered],
        (minutes, "", "end" if ended else "pause"),
    ]
    for number, (at, who, what) in enumerate(sorted(happened)):
        rooms.append(name, number, RoomEvent(who, what, "", began + 60 * at))
