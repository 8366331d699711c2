"""Seat codes and passes: easily read back, hard to mistype, impossible to forge."""

import os
import random
import stat
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.sessions.seats import (
    ALPHABET,
    check_letter,
    new_code,
    pass_for,
    read_code,
    seat_of,
    secret_of,
    with_dash,
)

SECRET = bytes(range(32))
quick = settings(database=None, deadline=None)
codes = st.text(ALPHABET, min_size=7, max_size=7).map(lambda b: with_dash(b + check_letter(b)))


def random_codes(count):
    """Return that many codes with letters from every corner of the alphabet."""
    chance = random.Random(7)
    bodies = ["".join(chance.choices(ALPHABET, k=7)) for _ in range(count)]
    bodies += [letter * 7 for letter in ALPHABET]
    return [body + check_letter(body) for body in bodies]


def test_the_alphabet_lets_the_check_letter_work():
    """Its length is a prime and each letter stands there once, in capitals."""
    assert len(ALPHABET) == len(set(ALPHABET)) == 23
    assert ALPHABET.upper() == ALPHABET
    assert set("01258BILOSUVZ").isdisjoint(ALPHABET)


def test_a_new_code_reads_back():
    """What is made is what is read, and no two are alike."""
    made = [new_code() for _ in range(500)]

    assert [read_code(code) for code in made] == made
    assert len(set(made)) == 500


@quick
@given(code=codes, data=st.data())
def test_a_code_may_be_typed_carelessly(code, data):
    """Small letters, spaces, and the dash anywhere or nowhere make no difference."""
    typed = [data.draw(st.sampled_from([c, c.lower()])) for c in code.replace("-", "")]
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "-", "\t"]), min_size=9, max_size=9))
    text = "".join(gap + letter for gap, letter in zip(gaps, [*typed, ""], strict=True))

    assert read_code(text) == code


def test_one_wrong_letter_is_always_caught():
    """Whatever letter stands at whatever place instead, it is no code."""
    for code in random_codes(60):
        for place in range(len(code)):
            for letter in set(ALPHABET) - {code[place]}:
                assert read_code(code[:place] + letter + code[place + 1 :]) is None


def test_two_swapped_neighbours_are_always_caught():
    """Exchanging two different neighbouring letters makes no code, the check letter included."""
    for code in random_codes(2000):
        for place in range(len(code) - 1):
            one, two = code[place : place + 2]
            swapped = code[:place] + two + one + code[place + 2 :]
            assert (read_code(swapped) is None) is (one != two)


@quick
@given(st.text(max_size=12) | st.text(ALPHABET + "-O0 ", max_size=10))
def test_any_text_is_a_code_or_none(text):
    """Reading never fails; what is read is in its proper form and reads as itself."""
    code = read_code(text)

    assert code is None or (read_code(code) == code and len(code) == 9 and code[4] == "-")


def test_a_pass_gives_its_seat_back():
    """A genuine pass is accepted by the installation that made it."""
    code = new_code()

    assert seat_of(pass_for(code, SECRET), SECRET) == code


@quick
@given(code=codes, data=st.data())
def test_a_changed_pass_is_refused(code, data):
    """Changing, losing or adding any character makes the pass worthless."""
    card = pass_for(code, SECRET)
    place = data.draw(st.integers(0, len(card) - 1))
    letter = data.draw(st.characters() | st.sampled_from("0123456789abcdef" + ALPHABET))
    kind = data.draw(st.sampled_from(["change", "lose", "add", "cut"]))
    changed = {
        "change": card[:place] + letter + card[place + 1 :],
        "lose": card[:place] + card[place + 1 :],
        "add": card[:place] + letter + card[place:],
        "cut": card[:place],
    }[kind]

    assert changed == card or seat_of(changed, SECRET) is None


@quick
@given(card=st.text(max_size=60), code=codes, end=st.text("0123456789abcdef", max_size=64))
def test_a_made_up_pass_is_refused(card, code, end):
    """Neither any text nor a real code with an invented signature opens a seat."""
    assert seat_of(card, SECRET) is None
    assert seat_of(f"{code}.{end}", SECRET) is None
    assert seat_of(code, SECRET) is None


def test_the_pass_of_another_place_is_refused():
    """Signatures of one installation mean nothing to another, and codes share no signature."""
    one, two = "AAAA-AAAA", with_dash("ACACACA" + check_letter("ACACACA"))
    card = pass_for(two, SECRET)

    assert seat_of(card, SECRET) == two
    assert seat_of(card, SECRET[::-1]) is None
    assert seat_of(f"{one}.{card.partition('.')[2]}", SECRET) is None
    assert seat_of(card.replace("-", ""), SECRET) is None
    assert seat_of(card.lower(), SECRET) is None
    assert seat_of(card.upper(), SECRET) is None


def test_the_secret_is_made_once(tmp_path):
    """The folder and the secret are made on first use; afterwards it stays the same."""
    folder = tmp_path / "new" / "answers"
    secret = secret_of(folder)

    assert len(secret) == 32
    assert secret_of(folder) == secret
    assert secret_of(tmp_path) != secret
    assert [path.name for path in folder.iterdir()] == ["secret"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_reads_the_secret(tmp_path, mask):
    """Whatever the mask of the system, nobody else may read or write the file."""
    before = os.umask(mask)
    try:
        secret_of(tmp_path)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "\n", "abcd", "zz" * 32, "00" * 31, "ä" * 64])
def test_a_damaged_secret_is_made_anew(tmp_path, content):
    """An empty, cut or unreadable secret, which anybody could guess, is never used."""
    (tmp_path / "secret").write_text(content, encoding="utf-8")

    secret = secret_of(tmp_path)

    assert len(secret) == 32
    assert secret_of(tmp_path) == secret


MAKER = """
import sys
from pathlib import Path
from tppo_kit.sessions.seats import secret_of
for line in sys.stdin:
    print(secret_of(Path(line.strip())).hex(), flush=True)
"""


def test_processes_that_start_together_agree_on_the_secret(tmp_path):
    """Of two that make the secret at once both use the one that stays."""
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", MAKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    try:
        for number in range(60):
            folder = tmp_path / str(number)
            folder.mkdir()
            for maker in makers:
                maker.stdin.write(f"{folder}\n")
                maker.stdin.flush()
            told = {maker.stdout.readline().strip() for maker in makers}
            assert told == {secret_of(folder).hex()}
    finally:
        for maker in makers:
            maker.communicate()
