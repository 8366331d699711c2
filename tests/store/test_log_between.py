"""Results by activity and time, whoever's they are."""

from dataclasses import replace

from tppo_kit.records import Event


def test_results_are_found_by_activity_and_time(log, attempt, outcome):
    """Both ends of the time count; another activity and unfinished attempts do not."""
    log.add_seat("BBBB-BBBB", 1.0)
    for name, seat, activity, at in [
        ("late", "AAAA-AAAA", "quiz:a", 30.0),
        ("from", "BBBB-BBBB", "quiz:a", 10.0),
        ("till", "AAAA-AAAA", "quiz:b", 20.0),
        ("else", "BBBB-BBBB", "quiz:c", 15.0),
    ]:
        one = attempt(name, activity=activity, seat=seat)
        log.append(one, 0, Event("begin", "", at, name), outcome)
    open_one = replace(attempt("open", activity="quiz:a"), turn=2)
    log.append(open_one, 0, Event("begin", "", 15.0, "o"))

    found = log.results_between(["quiz:a", "quiz:b"], 10.0, 20.0)

    assert [(seat, result.activity, result.ended_at) for seat, result in found] == [
        ("BBBB-BBBB", "quiz:a", 10.0),
        ("AAAA-AAAA", "quiz:b", 20.0),
    ]
    assert all(result.outcome == outcome for _, result in found)
    assert log.results_between([], 0.0, 99.0) == []
