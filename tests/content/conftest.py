"""A small sound library of content that a test may damage, and a watch for hostile input."""

import datetime as dt
import re
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tppo_kit.content.cases import Scenario
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.check import check_all
from tppo_kit.language import LANGUAGES

SAMPLE = Path(__file__).parent / "sample"
CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
#: The day on which the sample was looked at; no test depends on the calendar.
TODAY = dt.date(2026, 11, 22)
#: The aim is two seconds; a busy machine gets five times as long before a test fails.
GENEROUS_SECONDS = 10


class Content:
    """A copy of the sample in a folder of its own, with the verbs that tests need."""

    def __init__(self, home):
        """Copy the sample there."""
        self.home = home
        shutil.copytree(SAMPLE, home, dirs_exist_ok=True)
        self.write("modules/01_contoh.ipynb", "{}")

    @property
    def catalogue(self):
        """Return a catalogue that has read nothing yet."""
        return Catalogue(self.home / "data")

    def write(self, name, data):
        """Write text or bytes, and folders as needed; return the path."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def read(self, name):
        """Return the text of a file."""
        return (self.home / name).read_text(encoding="utf-8")

    def change(self, old, new, name=CASE):
        """Replace a text that stands exactly once in a file."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def after(self, name, edits):
        """Return all findings after texts in one file were replaced."""
        for old, new in edits.items():
            self.change(old, new, name)
        return self.found()

    def line(self, text, name=CASE):
        """Return the number of the first line that holds a text."""
        lines = self.read(name).split("\n")
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    def check(self, today=TODAY):
        """Return all findings, from a fresh catalogue; each can be told in both languages."""
        problems = check_all(self.catalogue, self.home, today)
        for problem in problems:
            told = [problem.as_data(language) for language in LANGUAGES]
            assert not any(re.search("{[a-z]+}", each["what"] + each["mend"]) for each in told)
        return problems

    def found(self):
        """Return all findings as (code, file, line)."""
        return [
            (problem.code, problem.file.relative_to(self.home).as_posix(), problem.line)
            for problem in self.check()
        ]

    def codes(self):
        """Return the codes of all findings."""
        return [problem.code for problem in self.check()]

    def case(self, name="cuti-dua-pekan"):
        """Return a case folder, freshly read."""
        return self.catalogue.case(name)

    def scenario(self, name="cuti-dua-pekan"):
        """Return a sound case, freshly read."""
        return self.catalogue.get(Scenario, name)


@pytest.fixture
def content(tmp_path):
    """Return a sound library: two twin cases, four items, and one file of each other kind."""
    return Content(tmp_path / "kit")


@pytest.fixture
def in_time(record_property):
    """Return a block that records its seconds of work and fails when they are far too many."""

    @contextmanager
    def block():
        begun = time.process_time()  # the machine may be busy with other things
        yield
        seconds = time.process_time() - begun
        record_property("seconds", round(seconds, 3))
        assert seconds < GENEROUS_SECONDS

    return block
