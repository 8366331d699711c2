"""What a decision is worth: whom it hurts, and that harm weighs the same on both sides."""

from dataclasses import replace

import pytest

from tppo_kit.activities.report_desk.marks import (
    Decision,
    Hurt,
    careful,
    consent_unheard,
    hurts,
    is_right,
    leaks,
    marks,
    suffices,
)
from tppo_kit.records import Rung


def test_a_careful_colleague_hurts_nobody(desk):
    """For every report the careful decision has full marks and no harm."""
    for report in desk.reports:
        decision = careful(desk, report)
        shares = marks(desk, report, decision)

        assert not hurts(desk, report, decision)
        assert (shares.urgency, shares.channels, shares.question, shares.lines) == (1, 1, 1, 1)


def test_a_careful_colleague_tells_as_few_as_suffice(desk):
    """No more channels than needed, and none for a harmless report."""
    for report in desk.reports:
        assert len(careful(desk, report).channels) == report.pass_on.least


def test_letting_a_call_for_action_pass_misses_somebody(desk):
    """Information alone is not enough where somebody else is needed."""
    for report in desk.reports:
        decision = Decision(report.id, "", Rung.INFORM, frozenset(), frozenset())

        assert (Hurt.MISSED in hurts(desk, report, decision)) is report.calls


def test_sending_police_troubles_the_innocent(desk):
    """A visit hurts exactly where there was nothing to visit."""
    for report in desk.reports:
        decision = Decision(report.id, "", Rung.URGENT, frozenset({"polisi"}), frozenset())

        assert (Hurt.INNOCENT in hurts(desk, report, decision)) is not report.calls


def test_danger_now_cannot_wait_for_next_week(desk, report):
    """Putting off what is urgent misses it, even with the right channel."""
    decision = replace(careful(desk, report("bedeng-dipukul")), rung=Rung.CONSULT)

    assert hurts(desk, report("bedeng-dipukul"), decision) == {Hurt.MISSED}


@pytest.mark.parametrize("line", ["nama-pelapor", "obrolan"])
def test_a_line_can_give_the_reporter_away(desk, report, line):
    """Name and copied chats leak, whatever the report."""
    for name in ("bedeng-dipukul", "bedeng-libur-minggu"):
        right = careful(desk, report(name))
        decision = replace(right, lines=right.lines | {line})

        assert leaks(desk, report(name), decision) == (line,)
        assert Hurt.REPORTER in hurts(desk, report(name), decision)


def test_passing_it_to_where_the_official_sits_leaks(desk, report):
    """The office is a leak only where somebody in it may be involved."""
    surat, sekolah = report("surat-orang-dalam"), report("murid-tak-boleh-pulang")

    for each, leaked in ((surat, ("desa",)), (sekolah, ())):
        right = careful(desk, each)
        assert leaks(desk, each, replace(right, channels=right.channels | {"desa"})) == leaked


def test_two_doors_of_one_house_are_not_independent(desk, report):
    """Police post and emergency number are one chain; a second chain is needed."""
    surat = report("surat-orang-dalam")

    assert not suffices(desk, surat, frozenset({"sapa"}))
    assert not suffices(desk, surat, frozenset({"polisi", "polda"}))
    assert suffices(desk, surat, frozenset({"sapa", "bp3mi"}))
    assert not suffices(desk, report("pos-menyuruh-diam"), frozenset({"polda", "polsek"}))


def test_a_neighbouring_step_on_the_same_side_counts_half(desk, report):
    """Across the line between harmless and action it counts nothing."""
    bedeng = report("bedeng-dipukul")
    shares = {
        rung: marks(desk, bedeng, replace(careful(desk, bedeng), rung=rung)).urgency
        for rung in (Rung.URGENT, Rung.REFER, Rung.CONSULT, Rung.INFORM)
    }

    assert list(shares.values()) == [1.0, 0.5, 0.0, 0.0]


def test_an_adult_is_passed_on_only_once_consent_is_heard(desk, report):
    """Without it the right step counts half and is not right; nobody is hurt by it."""
    tetangga = report("tetangga-ktp-dipegang")
    right = careful(desk, tetangga)
    heard = {name: replace(right, question=name) for name in ("lihat", "hubungi", "aman", "")}
    shares = {name: marks(desk, tetangga, each).urgency for name, each in heard.items()}

    assert shares == {"lihat": 1.0, "hubungi": 1.0, "aman": 0.5, "": 0.5}
    assert [is_right(desk, tetangga, each) for each in heard.values()] == [True, True, False, False]
    assert not hurts(desk, tetangga, heard["aman"])


def test_danger_a_child_and_the_police_need_no_consent(desk, report):
    """They are passed on whatever was asked, and so is an adult who is in danger now."""
    for name in ("murid-tak-boleh-pulang", "kabar-diputus", "bedeng-dipukul"):
        unasked = replace(careful(desk, report(name)), question="")

        assert not consent_unheard(report(name), unasked)
        assert marks(desk, report(name), unasked).urgency == 1.0


def test_asking_an_agency_first_needs_no_consent(desk, report):
    """Where asking is accepted beside passing on, it stays right."""
    biaya = report("biaya-rekening-pribadi")
    asked = replace(careful(desk, biaya), question="", rung=Rung.CONSULT)

    assert is_right(desk, biaya, asked)


def test_questions_and_lines_have_their_shares(desk, report):
    """Safety first always counts, another safe question half; each wrong line costs half."""
    bedeng = report("bedeng-dipukul")
    right = careful(desk, bedeng)
    asked = [
        marks(desk, bedeng, replace(right, question=question)).question
        for question in ("lihat", "aman", "hubungi", "bukti", "")
    ]
    written = [
        marks(desk, bedeng, replace(right, lines=lines)).lines
        for lines in (right.lines, right.lines - {"orang"}, right.lines | {"ciri", "dugaan"})
    ]

    assert asked == [1.0, 1.0, 0.5, 0.0, 0.0]
    assert written == [1.0, 0.5, 0.0]


def test_one_needless_channel_counts_half_and_two_nothing(desk, report):
    """Telling more people than needed is not careful."""
    kapal = report("pulang-tanpa-gaji")
    shares = [
        marks(desk, kapal, replace(careful(desk, kapal), channels=frozenset(channels))).channels
        for channels in (["bp3mi"], ["bp3mi", "sapa"], ["bp3mi", "sapa", "polsek"], ["sapa"])
    ]

    assert shares == [1.0, 0.5, 0.0, 0.0]
