"""Targets: programmes named in vain, and programmes with two lists, are found."""

import pytest

from tppo_kit.content.rules.targets import check_targets

LIST = """format: indicators/1
kind: indicators
id: {id}
title: Sasaran
about: Untuk uji.
programmes: [{programmes}]
indicators:
  - {{id: a, title: Orang, measure: people-reached, target: 5, better: more, why: Penilaian kami.}}
"""


@pytest.fixture
def lists(content):
    """Give a function that writes lists for programmes and returns what the rule finds."""
    known = content.catalogue.names("programme")[0]

    def write(**programmes):
        for name, named in programmes.items():
            text = LIST.format(id=name, programmes=named.replace("KNOWN", known))
            content.write(f"data/programmes/{name}.yml", text)
        found = check_targets(content.catalogue)
        return [(each.code, each.file.name) for each in found]

    return write


def test_a_list_for_all_and_one_for_a_programme_are_sound(lists):
    """The one speaks of all that the other does not name."""
    assert lists(semua="", satu="KNOWN") == []


def test_a_programme_that_is_none_is_found(lists):
    """A name that leads nowhere is told, and so is one that leads to a list."""
    assert lists(satu="entah, dua", dua="KNOWN") == [("L218", "satu.yml"), ("L218", "satu.yml")]


@pytest.mark.parametrize("named", ["", "KNOWN"])
def test_two_lists_for_the_same_are_found(lists, named):
    """The second one, in alphabetical order, is told."""
    assert lists(dua=named, satu=named) == [("B414", "satu.yml")]
