"""Wrong seat codes are few in a minute, for each address by itself."""

import sys
from dataclasses import replace

import pytest

from tppo_kit.server.kit import MOST_WRONG, WINDOW_SECONDS, Kit
from tppo_kit.settings import load_settings
from tppo_kit.store.log import Log

pytestmark = pytest.mark.server
WRONG = "AAAA-AAAA"


@pytest.fixture
def kit(tmp_path):
    """Give a kit on a folder of its own."""
    kit = Kit(
        settings=replace(load_settings(), answers=tmp_path),
        log=Log(tmp_path / "log.sqlite3"),
        secret=b"s" * 32,
        lan=False,
        opened=lambda _address: None,
        addresses=("http://localhost:8866/",),
    )
    yield kit
    kit.scribe.close()
    kit.log.close()


def guess(visitor, code, **headers):
    """Type a code into the join form."""
    return visitor.ask("/seat/join", "POST", form={"code": code}, headers=headers)


ODD = ["", " ", "A" * 5000, "<script>", "\0", "é" * 8, "AAAA-AAA", "🦆", "' OR 1=1 --", WRONG]


def test_guessing_codes_soon_has_to_wait(own):
    """After ten wrong codes of any form even the right one waits, whoever it claims to be."""
    code = own.visitor().sit_down()
    guesser = own.visitor()

    first = [guess(guesser, wrong) for wrong in ODD]
    after = [
        guess(guesser, code),
        guess(guesser, code, **{"X-Forwarded-For": "192.0.2.9", "X-Real-Ip": "192.0.2.9"}),
        guess(own.visitor(), code),
    ]

    assert [answer.status for answer in first] == [200] * MOST_WRONG
    assert [answer.status for answer in after] == [429] * len(after)
    assert all('role="alert"' in answer.text for answer in first + after)
    assert not any("<script>" in answer.text for answer in first)
    assert guesser.card is None
    if sys.platform == "linux":  # elsewhere this machine has only one loopback address
        assert guess(own.visitor(source="127.0.0.2"), code).status == 303


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
