"""One report: what has to go together."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.simulations.report_desks import ReportDesk
from tppo_kit.content.simulations.report_reports import Feature, Report
from tppo_kit.records import Rung
from tppo_kit.settings import REPOSITORY


@pytest.fixture(scope="module")
def reports():
    """Give the reports of the repository as data, by id."""
    desk = Catalogue(REPOSITORY / "data").get(ReportDesk, "meja-desa")
    return {each.id: each.model_dump(by_alias=True) for each in desk.reports}


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("bedeng-dipukul", {"accepts": [Rung.INFORM]}, "harmless case into a call"),
        ("bedeng-libur-minggu", {"truth": Rung.NO_CONCERN}, "lowest step is 'inform'"),
        ("bedeng-dipukul", {"signs": []}, "names its 'signs'"),
        ("bedeng-libur-minggu", {"signs": ["T-KTR-02"]}, "harmless report has no 'signs'"),
        ("bedeng-dipukul", {"pass_on": {}}, "names channels"),
        ("bedeng-dipukul", {"pass_on": {"to": ["polisi"], "least": 0}}, "names channels"),
        (
            "bedeng-dipukul",
            {"pass_on": {"to": ["polisi"], "first": ["sapa"], "least": 1}},
            "'first' is part of 'to'",
        ),
        (
            "bedeng-dipukul",
            {"pass_on": {"to": ["polisi"], "never": ["polisi"], "least": 1}},
            "nothing in 'to' stands in 'never'",
        ),
        (
            "surat-orang-dalam",
            {"pass_on": {"to": ["sapa"], "least": 1, "never": ["desa"]}},
            "an official may be involved",
        ),
        (
            "surat-orang-dalam",
            {"pass_on": {"to": ["sapa", "bp3mi"], "least": 2}},
            "an official may be involved",
        ),
        ("bedeng-dipukul", {"may_write": ["orang"]}, "stands here twice"),
        ("kabar-diputus", {"consent": None}, "'consent' stands where refer"),
        ("komputer-tanpa-kontrak", {"accepts": [Rung.REFER]}, "'consent' stands where refer"),
        ("bedeng-dipukul", {"consent": "danger"}, "'consent' stands where refer"),
        ("tetangga-ktp-dipegang", {"agrees_in": []}, "'agrees_in' stands where"),
        ("kabar-diputus", {"agrees_in": ["lihat"]}, "'agrees_in' stands where"),
        ("tetangga-ktp-dipegang", {"agrees_in": ["hubungi"]}, "each question in 'ask'"),
    ],
)
def test_what_does_not_go_together_is_refused(reports, name, change, sentence):
    """The sentence says what is wrong."""
    with pytest.raises(ValidationError, match=sentence):
        Report.model_validate({**reports[name], **change})


def test_an_official_who_is_not_involved_needs_no_second_channel(reports):
    """The harmless twin of such a report is as free as any other."""
    twin = Report.model_validate(reports["surat-salah-ketik"])

    assert Feature.OFFICIAL in twin.features
    assert twin.pass_on.least == 0


def test_accepted_rungs_stand_beside_the_right_one(reports):
    """The right one first."""
    assert Report.model_validate(reports["biaya-rekening-pribadi"]).rungs == (
        Rung.REFER,
        Rung.CONSULT,
    )
