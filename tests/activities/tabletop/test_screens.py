"""What a seat sees while the table sits, and what it must not see."""

import pytest

from tppo_kit.activities.blocks import Feedback, Options
from tppo_kit.activities.habits import Habit, offered
from tppo_kit.activities.tabletop.circle import seen_by
from tppo_kit.activities.tabletop.screens import screen
from tppo_kit.activities.tabletop.state import Phase
from tppo_kit.language import shown
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_html, draw_text

BEFORE_THE_PROCEDURE = (
    Phase.COVER,
    Phase.SHARING,
    Phase.INJECTS,
    Phase.PLAN,
    Phase.HOT_WASH,
    Phase.FOLLOW_UP,
)
#: A deal of two cards for immigration and one for the village.
THREE_CARDS = ("imi-alamat", "imi-loket", "desa-izin")


def test_the_cover_says_what_it_is_and_begins(grave):
    """Invented, how long, what may touch somebody, and one button; on phones the chair's."""
    state = grave.start(1)
    text = draw_text(grave.view(state), "id")

    assert grave.book.record.content_note in text
    assert "rekaan" in text
    assert offered(grave.view(state)) == [Event("begin")]
    assert offered(grave.view_for(state, "desa")) == [Event("begin")]
    assert offered(grave.view_for(state, "polisi")) == []


def test_a_seat_has_its_cards_with_three_buttons_each(grave, dealt):
    """One role, three cards, three buttons."""
    groups = [b for b in grave.view(dealt(grave)).blocks if isinstance(b, Options)]

    assert [len(group.options) for group in groups] == [3, 3, 3]
    assert all(option.value.startswith("imigrasi:") for g in groups for option in g.options)


@pytest.mark.parametrize("which", ["grave", "calm"])
def test_no_phone_ever_shows_a_card_of_another_hand(which, request, course):
    """At no moment, end included, does a role see a card that it was not told."""
    activity = request.getfixturevalue(which)
    book = activity.book
    for seed in range(3):
        for state, _ in course(activity, seed):
            for role in book.roles:
                page = draw_html(activity.view_for(state, role), "id")
                hidden = (c for c in state.deal.cards if role not in seen_by(book, state, c))

                assert not [card for card in hidden if book.cards[card].text in page]


def test_news_is_read_by_whom_it_reached(grave, at_phase):
    """Others wait and see whose turn it is; the chair may close the time."""
    state = at_phase(grave, Phase.INJECTS)
    inject = grave.book.injects[state.deal.injects[0]]
    seats = {
        role: draw_text(grave.view_for(state, role), "id")
        for role in grave.book.roles
        if role != inject.role
    }

    assert inject.text in draw_text(grave.view_for(state, inject.role), "id")
    assert not [role for role, text in seats.items() if inject.text in text]
    assert [role for role in seats if offered(grave.view_for(state, role))] == ["desa"]


@pytest.mark.parametrize("which", ["grave", "calm"])
@pytest.mark.parametrize("habit", [Habit.BY_THE_BOOK, Habit.SUSPICIOUS])
def test_no_reason_is_told_before_the_questions_are_answered(which, habit, request, course):
    """Neither screen nor markup holds a reason, the truth, or what it could innocently be."""
    activity = request.getfixturevalue(which)
    record = activity.book.record
    secrets = [record.why, *record.harmless, *(each.why for each in record.cards)]
    secrets += [each.why for each in record.steps] + [each.procedure for each in record.steps]
    secrets += [option.why for inject in record.injects for option in inject.options]
    for state, _ in course(activity, 2, habit):
        if state.phase in BEFORE_THE_PROCEDURE:
            page = draw_html(activity.view(state), "id")

            assert not [secret for secret in secrets if secret in page]


def test_the_mark_of_a_button_tells_nothing(grave, at_phase):
    """Before the plan is closed, right and wrong answers look alike in markup."""
    for phase in (Phase.SHARING, Phase.INJECTS, Phase.PLAN):
        view = grave.view(at_phase(grave, phase))
        options = [o for b in view.blocks if isinstance(b, Options) for o in b.options]

        assert {(o.state, o.note) for o in options} == {("open", "")}


@pytest.mark.parametrize("role", [None, "desa", "polisi"])
def test_everything_offered_is_taken(grave, course, role):
    """Whatever a screen or a phone shows as open can be pressed."""
    for state, _ in course(grave, 3):
        view = grave.view(state) if role is None else grave.view_for(state, role)
        for event in offered(view):
            assert grave.apply(state, event) != state


def test_a_step_in_another_hand_is_locked(grave, planning):
    """A phone sees who is planning what, and cannot take it."""
    state = grave.apply(planning(grave), Event("plan", "ppa:take:cek-dokumen"))
    options = [o for b in grave.view(state).blocks if isinstance(b, Options) for o in b.options]
    (locked,) = [option for option in options if option.state == "locked"]

    assert locked.value == "desa:take:cek-dokumen"
    assert "UPTD PPA" in shown(locked.note, "id")


def test_one_screen_lists_only_what_the_seat_was_told(grave, dealt):
    """Alone or in a hall, a card meant for a few is not read out at the seats of others."""
    state = dealt(grave, answers={"imi-loket": "sebagian"}, cards=THREE_CARDS)
    for event in (
        Event("card", "imigrasi:ask:imi-loket"),
        Event("card", "imigrasi:share:imi-alamat"),
    ):
        state = grave.apply(state, event)
    page = draw_html(grave.view(state), "id")

    assert "Kepala desa" in page
    assert grave.book.cards["imi-alamat"].text in page
    assert grave.book.cards["imi-loket"].text not in page


def test_an_answer_says_to_which_card_it_belongs(grave, dealt):
    """The holder reads the card with the answer; at the next seat only whose card it was."""
    state = dealt(grave, answers={"imi-loket": "sebagian"}, cards=THREE_CARDS)
    own = grave.apply(state, Event("card", "imigrasi:ask:imi-loket"))
    after = grave.apply(state, Event("card", "imigrasi:share:imi-alamat"))
    after = grave.apply(after, Event("card", "imigrasi:ask:imi-loket"))
    texts = [
        next(shown(b.text, "en") for b in grave.view(each).blocks if isinstance(b, Feedback))
        for each in (own, after)
    ]

    assert texts[0].startswith(grave.book.cards["imi-loket"].text)
    assert texts[1].startswith("The last card of Imigrasi")
    assert grave.book.cards["imi-loket"].text not in texts[1]


def test_the_chair_may_end_the_round_once_its_own_cards_are_decided(grave, dealt):
    """On phones a missing seat does not hold up the table."""
    state = dealt(grave)
    for card in [c for c in state.deal.cards if grave.book.cards[c].role == "desa"]:
        state = grave.apply(state, Event("card", f"desa:keep:{card}"))

    assert offered(grave.view_for(state, "desa")) == [Event("card", "desa:close")]
    assert Event("card", "desa:close") not in offered(grave.view(state))


def test_the_screen_is_the_same_for_the_seat_alone_and_on_a_phone(grave, dealt):
    """The first seat sees the same choices on one screen and on its own phone."""
    state = dealt(grave)

    assert offered(screen(grave.book, state, None)) == offered(
        screen(grave.book, state, "imigrasi")
    )
