"""What is shown while a person is helped: their words, what is running, no answers."""

import pytest

from tppo_kit.activities.blocks import Feedback, Lines, Options, Prose
from tppo_kit.language import shown
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_html, draw_text

TOMORROW = Event("time", "day")


def events(view):
    """Return the events that the groups of buttons send."""
    return [block.event for block in view.blocks if isinstance(block, Options)]


def spoken(view):
    """Return what the person says."""
    return [block.text for block in view.blocks if getattr(block, "style", "") == "scene"]


def test_the_first_screen_tells_how_the_person_came(desk, activity, casework):
    """The scene stands there on day 0 only; groups and time can be pressed."""
    person = casework.people["ratna"]
    first, later = desk("ratna"), desk("ratna", "time=day")

    assert Prose(person.scene) in activity.view(first).blocks
    assert Prose(person.scene) not in activity.view(later).blocks
    assert events(activity.view(first)) == ["open", "time"]


def test_a_full_day_offers_only_time(desk, activity, ring):
    """After the last step there is nothing to open."""
    full = [
        press
        for service in ("kesehatan", "rumah-aman", "bantuan-hukum")
        for press in ring(service, "talk", "needed")
    ]

    assert events(activity.view(desk("ratna", *full))) == ["time"]


def test_what_was_left_undone_is_heard(desk, activity, ring):
    """Without a safe place the person tells where they slept instead."""
    with_home = desk("ratna", *ring("rumah-aman", "talk", "needed"), "time=day")
    for state, expected in ((with_home, "Sudah bisa tidur"), (desk("ratna"), "terminal")):
        late = state
        while late.file.day < 3:
            late = activity.apply(late, TOMORROW)

        assert expected in spoken(activity.view(late))[0]


def test_needless_help_is_heard_the_day_after(desk, activity, ring, casework):
    """On the day itself nothing is said of it."""
    hurt = casework.people["karto"].hurt
    same_day = activity.view(desk("karto", *ring("polisi-darurat", "needed")))
    next_day = activity.view(desk("karto", *ring("polisi-darurat", "needed"), "time=day"))

    assert hurt not in spoken(same_day)
    assert hurt in spoken(next_day)


def test_information_hurts_nobody_the_day_after(desk, activity, ring, casework):
    """Only being sent somewhere does."""
    view = activity.view(desk("karto", *ring("informasi", "needed"), "time=day"))

    assert casework.people["karto"].hurt not in spoken(view)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("lpsk", 0), "Tanya lagi"),
        (("lpsk", 3), "Mereka masih mencari"),
        (("tempat-dinsos", 0), "Boleh, kalau itu membantu"),
        (("narkotika", 0), "Untuk apa"),
    ],
)
def test_the_person_answers_as_they_feel_that_day(desk, activity, ring, asked, words):
    """Later, yes or no: in their own words, on the screen of the service."""
    service, day = asked
    view = activity.view(desk("ratna", *ring(service, "talk"), day=day))

    assert words in shown(spoken(view)[0], "id")


def test_the_police_say_what_to_do_until_they_come(desk, activity, ring, casework):
    """A service with an answer of its own gives it, any other only that it was passed on."""
    urgent = activity.view(desk("yuli", *ring("polisi-darurat", "needed"))).blocks[0]
    plain = activity.view(desk("yuli", *ring("rumah-aman", "talk", "needed"))).blocks[0]

    assert urgent.text == casework.services["polisi-darurat"].reply
    assert shown(plain.text, "id") == "Sudah disampaikan."


def test_what_was_called_off_is_not_going_on(desk, activity, ring):
    """It stands by itself, with its day."""
    asked = [*ring("kesehatan", "talk", "needed"), *ring("rumah-aman", "talk", "needed")]
    view = activity.view(desk("ratna", *asked, *ring("rumah-aman", "stop")))
    (running,) = [block for block in view.blocks if isinstance(block, Lines)]

    assert [shown(entry.remark, "id") for entry in running.entries] == [
        "dihentikan hari 0",
        "sudah berjalan",
    ]


def test_a_deadline_is_told_when_it_starts_and_when_it_has_come(desk, activity, ring):
    """The day comes from the law; a forgotten request is marked once it is due."""
    asked = ring("lpsk", "talk", "needed")
    told = activity.view(desk("ratna", *asked, day=3)).blocks[0]
    due = activity.view(desk("ratna", *asked, "time=week", day=3))
    (running,) = [block for block in due.blocks if isinstance(block, Lines) and not block.folded]

    assert isinstance(told, Feedback)
    assert "hari 10" in shown(told.text, "id")
    assert "batas" in shown(running.title, "id")
    assert "hari 10" in shown(running.entries[0].remark, "id")


def test_what_began_is_told_once(desk, activity, ring):
    """On the day after a wait that it began in, and not again."""
    asked = [*ring("lpsk", "talk", "needed"), "time=week"]
    began = desk("bayu", *asked, *ring("lpsk", "remind"), "time=day", day=3)
    news = activity.view(began).blocks[0]
    after = activity.view(activity.apply(began, TOMORROW)).blocks[0]

    assert isinstance(news, Feedback)
    assert "LPSK" in news.text
    assert not isinstance(after, Feedback)


def test_a_withdrawal_stays_on_the_screen_until_it_is_heeded(desk, activity, ring, casework):
    """With the last day for stopping; once stopped it is gone."""
    given = [*ring("pemulihan", "talk", "needed"), "time=week", "time=week", "time=week"]
    says = casework.people["bayu"].withdraws.says
    open_ = activity.view(desk("bayu", *given, day=2))
    heeded = activity.view(desk("bayu", *given, *ring("pemulihan", "stop"), day=2))

    assert says in spoken(open_)
    assert "hari 23" in draw_text(open_, "id")
    assert says not in spoken(heeded)


def test_nothing_tells_the_right_answer_before_a_file_is_closed(desk, activity, ring, casework):
    """No reason, cost, step or harm stands in any screen of play, whatever is open."""
    for name, person in casework.people.items():
        secrets = [person.why, person.cost, person.harmless, *(need.why for need in person.needs)]
        secrets += [service.harm for service in casework.services.values() if service.harm]
        for service in casework.services.values():
            walk = ring(service.id, "talk", "needed")
            for number in range(len(walk) + 1):
                html = draw_html(activity.view(desk(name, *walk[:number])), "id")

                assert not [secret for secret in secrets if secret in html]


def test_two_look_alikes_are_offered_the_same(desk, activity, casework):
    """Shelves, services and acts do not depend on who sits there."""
    for name, person in casework.people.items():
        for group in casework.record.groups:
            one = activity.view(desk(name, f"open={group.id}"))
            other = activity.view(desk(person.twin, f"open={group.id}"))

            assert one.blocks == other.blocks
