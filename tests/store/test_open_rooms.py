"""A room goes on until somebody ends it, or until it was forgotten."""

from packets import HOUR, empty, room

from tppo_kit.store.open_rooms import ROOM_HOURS, open_rooms


def test_a_room_is_over_when_it_was_ended_or_forgotten(log):
    """Whichever comes first."""
    empty(log)
    room(log, "ended", 1_000.0)
    room(log, "open", 1_000.0, ended=False)

    def going(now):
        with log.reading() as connection:
            return list(connection.scalars(open_rooms(now)))

    assert going(1_000.0 + HOUR) == ["open"]
    assert going(1_000.0 + ROOM_HOURS * HOUR - 1) == ["open"]
    assert going(1_000.0 + ROOM_HOURS * HOUR) == []
