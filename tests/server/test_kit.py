"""Wrong seat codes are few in a minute, for each address by itself."""

import pytest

from tppo_kit.server.kit import MOST_WRONG, WINDOW_SECONDS, Kit

pytestmark = pytest.mark.server
WRONG = "AAAA-AAAA"


@pytest.fixture
def kit():
    """Give a kit of which only the count of wrong codes is used."""
    return Kit(settings=None, log=None, secret=b"", lan=False, opened=lambda: None)


def guess(visitor, code, **headers):
    """Type a code into the join form."""
    return visitor.ask("/seat/join", "POST", form={"code": code}, headers=headers)


def test_guessing_codes_soon_has_to_wait(serve):
    """After ten wrong codes even the right one waits, whatever address the request claims."""
    server = serve().start()
    seated = server.visitor()
    code = seated.sit_down()
    guesser = server.visitor()

    first = [guess(guesser, WRONG) for _ in range(MOST_WRONG)]
    after = [
        guess(guesser, code),
        guess(guesser, code, **{"X-Forwarded-For": "192.0.2.9", "X-Real-Ip": "192.0.2.9"}),
        guess(server.visitor(), code),
    ]

    assert {answer.status for answer in first} == {200}
    assert {answer.status for answer in after} == {429}
    assert guesser.card is None
    assert 'role="alert"' in after[0].text
    assert guess(server.visitor(source="127.0.0.2"), code).status == 303


def test_codes_of_any_form_count_as_guesses(serve):
    """Empty, endless and strange codes are refused with a sentence and counted."""
    server = serve().start()
    visitor = server.visitor()
    codes = ["", " ", "A" * 5000, "<script>", "\0", "é" * 8, "AAAA-AAA", "🦆", "' OR 1=1 --", "%s"]

    answers = [guess(visitor, code) for code in codes]

    assert len(codes) == MOST_WRONG
    assert {answer.status for answer in answers} == {200}
    assert all('role="alert"' in answer.text for answer in answers)
    assert not any("<script>" in answer.text for answer in answers)
    assert guess(visitor, WRONG).status == 429


def test_a_minute_later_one_may_try_again(kit):
    """Ten wrong codes close the door for a minute and no longer."""
    for second in range(MOST_WRONG):
        assert kit.may_try("here", float(second))
        kit.tried_wrong("here", float(second))

    assert not kit.may_try("here", float(MOST_WRONG))
    assert not kit.may_try("here", WINDOW_SECONDS - 0.5)
    assert kit.may_try("here", WINDOW_SECONDS + 0.5)


def test_one_persons_mistakes_do_not_close_the_door_for_others(kit):
    """Addresses are counted apart."""
    for _ in range(MOST_WRONG):
        kit.tried_wrong("here", 0.0)

    assert not kit.may_try("here", 1.0)
    assert kit.may_try("there", 1.0)


def test_old_mistakes_are_forgotten(kit):
    """An address that made no mistake for a minute takes no memory."""
    kit.tried_wrong("here", 0.0)

    kit.may_try("here", WINDOW_SECONDS + 1.0)

    assert kit._wrong == {}
