"""The summary: what there is, how it is spread, how much is translated."""

import json

import pytest

from tppo_kit.authoring.summary import summarise, tell_summary
from tppo_kit.cli import main
from tppo_kit.content.catalogue import KINDS, SIMULATION_KINDS, Catalogue
from tppo_kit.content.simulations.message_sets import MessageSet
from tppo_kit.content.simulations.report_desks import ReportDesk
from tppo_kit.content.texts import texts_of
from tppo_kit.content.translations import print_of


@pytest.fixture
def summary(home):
    """Return the summary of the real content."""
    return summarise(Catalogue(home.data))


def test_every_kind_is_counted(home, summary):
    """Cases and every kind of file stand in the summary, with what is active."""
    catalogue = Catalogue(home.data)
    kinds = ("scenario", *KINDS)

    assert {kind: counts["all"] for kind, counts in summary["kinds"].items()} == {
        kind: len(catalogue.names(kind)) for kind in kinds
    }
    assert summary["kinds"]["scenario"] == {"all": 30, "active": 30}
    assert summary["kinds"]["source"].keys() == {"all"}


def test_a_draft_is_counted_as_a_draft(home, rewrite):
    """Who plans a training sees what is not ready yet."""
    rewrite(home.data / "quizzes" / "tanda-1.yml", "status: active", "status: draft")

    assert summarise(Catalogue(home.data))["kinds"]["quiz"]["draft"] == 1


def test_the_spread_adds_up(summary):
    """Each case, item, vignette, message, sign and fact is in one place of its table."""
    kinds = {kind: counts["all"] for kind, counts in summary["kinds"].items()}

    assert sum(summary["items"].values()) == kinds["item"]
    assert sum(summary["cases"].values()) >= kinds["scenario"]
    assert sum(summary["signs"].values()) == kinds["sign"]
    assert sum(summary["facts"].values()) == kinds["fact"]
    assert sum(summary["messages"].values()) == kinds["message"]
    sides = [sum(form.values()) for form in summary["vignettes"].values()]
    assert sum(sides) == summary["items"]["vignette"]


def test_the_parts_of_simulations_are_counted(home, summary):
    """Of each kind stands there what a trainer would count in its files."""
    parts = summary["simulations"]
    catalogue = Catalogue(home.data)
    desks = catalogue.all(ReportDesk)
    decks = catalogue.all(MessageSet)
    lines = [li for deck in decks for t in deck.templates for s in t.slots for li in s.lines]

    assert parts.keys() == SIMULATION_KINDS.keys()
    assert all(number > 0 for counts in parts.values() for number in counts.values())
    assert parts["report-desk"] == {"reports": sum(len(desk.reports) for desk in desks)}
    assert parts["messages"]["templates"] == sum(len(deck.templates) for deck in decks)
    assert sum(parts["messages"][side] for side in ("signed", "alike", "plain")) == len(lines)
    assert parts["villages"]["villages"] == 12


def test_half_of_each_simulation_is_harmless(summary):
    """Where each part has a truth of its own, both sides are told, and they are even."""
    sides, parts = summary["sides"], summary["simulations"]

    assert sides.keys() == {"report-desk", "referral", "tabletop"}
    assert all(each["action"] == each["harmless"] > 0 for each in sides.values())
    assert sum(sides["report-desk"].values()) == parts["report-desk"]["reports"]
    assert sum(sides["referral"].values()) == parts["referral"]["people"]
    assert sum(sides["tabletop"].values()) == summary["kinds"]["tabletop"]["all"]


def test_another_simulation_adds_to_the_parts(home, rewrite):
    """A second game counts twice, and a broken one for nothing."""
    folder = home.data / "villages"
    second = folder / "lain.yml"
    second.write_bytes((folder / "tiga-desa.yml").read_bytes())
    rewrite(second, "id: tiga-desa", "id: lain")
    twice = summarise(Catalogue(home.data))["simulations"]["villages"]
    second.write_bytes(b"\xff")
    once = summarise(Catalogue(home.data))["simulations"]["villages"]

    assert (twice["villages"], once["villages"]) == (24, 12)
    assert twice["measures"] == 2 * once["measures"]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("id", ("meja laporan: laporan", "gim desa: desa")),
        ("en", ("report desks: reports", "games of villages: villages")),
    ],
)
def test_the_parts_are_told_in_the_chosen_language(summary, language, lines):
    """Both the kind and what is counted in it are named."""
    told = tell_summary(summary, language)

    assert all(line in told for line in lines)


def test_a_broken_record_is_not_counted(home):
    """What cannot be read is told by the check, and is no content."""
    (home.data / "signs" / "T-REK-01.yml").write_bytes(b"\xff")

    assert summarise(Catalogue(home.data))["kinds"]["sign"]["all"] == 69


def test_coverage_counts_texts_with_a_translation_in_force(tmp_path, home):
    """A line bound to an older text counts for nothing; what must be English is told apart."""
    for folder in ("units", "quizzes"):
        (tmp_path / folder).mkdir()
    quiz = (home.data / "quizzes" / "tanda-1.yml").read_text(encoding="utf-8")
    (tmp_path / "quizzes" / "tanda-1.yml").write_text(quiz, encoding="utf-8")
    catalogue = Catalogue(tmp_path)
    texts = texts_of(catalogue.reading("quiz", "tanda-1").record)
    lines = "".join(f"  {t.key}: {{of: '{print_of(t.text)}', text: x}}\n" for t in texts[:1])
    stale = f"  {texts[1].key}: {{of: aaaaaa, text: x}}\n"
    sibling = f"format: translation/1\ntexts:\n{lines}{stale}"
    (tmp_path / "quizzes" / "tanda-1.en.yml").write_text(sibling, encoding="utf-8")

    assert len(texts) == 2
    assert summarise(catalogue)["translated"]["en"] == {"kinds": {"quiz": 50.0}, "required": None}

    unit = "format: unit/1\nid: satu\nnotebook: modules/a.ipynb\ntitle: A\nabout: B\nminutes: 5\n"
    unit += "in_english: true\nactivities: ['quiz:tanda-1']\n"
    (tmp_path / "units" / "satu.yml").write_text(unit, encoding="utf-8")
    shares = summarise(Catalogue(tmp_path))["translated"]["en"]

    assert shares == {"kinds": {"quiz": 50.0, "unit": 0.0}, "required": 25.0}


@pytest.mark.parametrize(("language", "word"), [("id", "kasus"), ("en", "cases")])
def test_the_tables_are_told_in_the_chosen_language(summary, language, word):
    """Every number of the first table stands in its line."""
    told = tell_summary(summary, language)
    line = next(line for line in told.splitlines() if line.strip().startswith(word))

    assert line.split()[1:] == ["30", "30"]
    assert "{" not in told


def test_an_empty_folder_can_be_summed_up(tmp_path):
    """Before the first record is written there is nothing to count, and nothing fails."""
    summary = summarise(Catalogue(tmp_path))

    assert {counts["all"] for counts in summary["kinds"].values()} == {0}
    assert tell_summary(summary, "en")


def test_the_command_prints_numbers_instead_of_findings(home, rewrite, monkeypatch):
    """The exit code still tells whether something is to be mended."""
    from click.testing import CliRunner  # noqa: PLC0415

    monkeypatch.setattr("tppo_kit.cli.content.load_settings", lambda: home)
    run = CliRunner().invoke
    rewrite(home.data / "quizzes" / "tanda-1.yml", "minutes:", "minuts:")
    text = run(main, ["check", "--summary", "--language", "en"])
    data = run(main, ["check", "--summary", "--format", "json"])

    assert text.exit_code == data.exit_code == 1
    assert "minuts" not in text.output
    assert text.output.rstrip().endswith("notes")
    assert json.loads(data.output)["findings"] >= 2
    assert json.loads(data.output)["kinds"]["sign"]["all"] == 70
