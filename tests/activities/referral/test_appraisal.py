"""What a file is worth: needs met well gain, harm to anybody costs."""

from dataclasses import replace

import pytest

from tppo_kit.activities.referral.appraisal import POINTS, appraise
from tppo_kit.activities.referral.casework import Answer, Contact, File, Leave, Talk
from tppo_kit.content.simulations.referral_people import Fault
from tppo_kit.records import Rung


def faults(casework, file, service):
    """Return the faults found with one service."""
    found = appraise(casework, file).verdicts

    return set(next(verdict.faults for verdict in found if verdict.service == service))


def changed(file, service, **changes):
    """Return a file with one contact made otherwise."""
    contacts = [replace(c, **changes) if c.service == service else c for c in file.contacts]
    return replace(file, contacts=tuple(contacts))


def test_everything_done_well_earns_everything(casework, file_of):
    """Each of the people can be helped without a fault."""
    for name, person in casework.people.items():
        stop = (("pemulihan", 21),) if person.withdraws else ()
        found = appraise(casework, file_of(name, stopped=stop))

        assert [v for v in found.verdicts if not v.fine] == []
        assert (found.points, found.right) == (POINTS, True), name


def test_nothing_done_is_right_only_where_nothing_is_needed(casework):
    """Silence misses every need, and leaves the harmless half or wholly in peace."""
    points = {name: appraise(casework, File(name)).points for name in casework.people}

    assert {points[name] for name, person in casework.people.items() if person.calls} == {0.0}
    assert points["karto"] == POINTS
    assert points["lestari"] == POINTS / 2


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"day": 13}, Fault.LATE),
        ({"leave": Leave.NONE}, Fault.NO_CONSENT),
        ({"everything": True}, Fault.TOO_MUCH),
        ({"skipped": ("kesehatan",)}, Fault.ORDER),
    ],
)
def test_each_way_of_contacting_badly_is_a_fault_that_costs(casework, file_of, changes, fault):
    """Late, without consent, with everything or in the wrong order: each earns less."""
    file = changed(file_of("darso"), "laporan-polisi", **changes)

    assert faults(casework, file, "laporan-polisi") == {fault}
    assert appraise(casework, file).points < POINTS


def test_the_last_day_is_still_in_time(casework, file_of):
    """A day later is late: three days for what is owed, seven by our own yardstick."""
    for person, last in (("ratna", 3), ("darso", 7)):
        on_it = changed(file_of(person), "laporan-polisi", day=last)
        after = changed(file_of(person), "laporan-polisi", day=last + 1)

        assert Fault.LATE not in faults(casework, on_it, "laporan-polisi")
        assert Fault.LATE in faults(casework, after, "laporan-polisi")


def test_a_visit_before_its_time_is_too_early(casework, file_of):
    """Asking after somebody waits until they have settled."""
    file = changed(file_of("ratna"), "kabar-lagi", day=5)

    assert faults(casework, file, "kabar-lagi") == {Fault.EARLY}


def test_a_service_that_never_began_is_forgotten(casework, file_of):
    """Whoever does not ask again after the deadline has only half met the need."""
    file = replace(file_of("ratna"), reminded=())

    assert faults(casework, file, "lpsk") == {Fault.FORGOTTEN}
    assert 0 < appraise(casework, file).points < POINTS


@pytest.mark.parametrize(("stopped", "kept"), [((), True), ((("pemulihan", 23),), False)])
def test_consent_taken_back_is_heeded_within_the_deadline(casework, file_of, stopped, kept):
    """On the third day after it is in time, later or never it is not."""
    file = file_of("bayu", stopped=stopped)
    late = replace(file, stopped=(("pemulihan", 24),))

    assert (faults(casework, file, "pemulihan") == {Fault.KEPT}) is kept
    assert faults(casework, late, "pemulihan") == {Fault.KEPT}


def test_calling_off_what_was_wanted_is_a_miss(casework, file_of):
    """Nobody asked for it to end."""
    file = file_of("ratna", stopped=(("kesehatan", 1),))

    assert faults(casework, file, "kesehatan") == {Fault.MISSED}


def test_a_man_sent_to_a_house_for_women_was_sent_wrongly(casework):
    """Neither a service that does not serve him nor the recruiter has a role."""
    for service in ("rumah-aman", "perekrut", "narkotika", "grup-warga", "wartawan"):
        file = File("bayu", contacts=(Contact(service, 0, everything=False, leave=Leave.NONE),))

        assert faults(casework, file, service) == {Fault.WRONG}


def test_a_needless_referral_costs_as_much_as_a_missed_need(casework, file_of):
    """One of either takes the same from the same person, even with consent."""
    well = file_of("yuli")
    needless = replace(
        well, contacts=(*well.contacts, Contact("bp3mi", 2, everything=False, leave=Leave.GIVEN))
    )
    missed = replace(well, contacts=well.contacts[:-1])

    assert faults(casework, needless, "bp3mi") == {Fault.UNNEEDED}
    assert appraise(casework, needless).points == appraise(casework, missed).points < POINTS


@pytest.mark.parametrize(
    ("person", "service"),
    [("ratna", "tempat-dinsos"), ("sinta", "bantuan-hukum"), ("gilang", "disnaker")],
)
def test_what_somebody_is_welcome_to_neither_counts_nor_harms(casework, file_of, person, service):
    """With consent it costs nothing, and leaving it out costs nothing either."""
    asked = casework.talked(file_of(person), service)
    given = casework.contacted(asked, service, everything=False)

    assert faults(casework, given, service) == set()
    assert appraise(casework, given).points == POINTS == appraise(casework, file_of(person)).points


def test_what_an_adult_is_welcome_to_still_needs_their_yes(casework, file_of):
    """Unasked it is without consent, but never needless."""
    unasked = casework.contacted(file_of("ratna"), "tempat-dinsos", everything=False)

    assert faults(casework, unasked, "tempat-dinsos") == {Fault.NO_CONSENT}


def test_a_child_is_told_first_except_in_danger_now(casework, file_of):
    """Nobody asked Sinta before the shelter; the police came without waiting for that."""
    unheard = changed(file_of("sinta"), "rumah-aman", leave=Leave.UNHEARD)
    police = casework.contacted(File("sinta"), "polisi-darurat", everything=False)

    assert faults(casework, unheard, "rumah-aman") == {Fault.UNHEARD}
    assert appraise(casework, unheard).points < POINTS
    assert faults(casework, police, "polisi-darurat") == set()


def test_information_burdens_nobody(casework, file_of):
    """It is no need of theirs, asks no leave and costs nothing."""
    for name in ("karto", "ratna"):
        told = casework.contacted(file_of(name), "informasi", everything=False)

        assert faults(casework, told, "informasi") == set()
        assert appraise(casework, told).points == POINTS


def test_offering_again_and_again_is_harm(casework, file_of):
    """As many refusals as somebody has patience cost nothing, each further one does."""
    file = file_of("karto")
    once = casework.talked(file, "lpsk")
    twice = casework.talked(once, "kesehatan")

    assert appraise(casework, once).points == POINTS
    assert appraise(casework, twice).pressed == 1
    assert appraise(casework, twice).points < POINTS


@pytest.mark.parametrize(("days", "pressed"), [((0, 2, 4, 6), 0), ((0, 1, 2, 3, 4, 5), 2)])
def test_a_later_is_given_time(casework, days, pressed):
    """Asking again on the very next day presses, on the day after it does not."""
    talks = tuple(Talk("restitusi", day, Answer.LATER) for day in days)

    assert appraise(casework, File("ratna", talks=talks)).pressed == pressed


def test_a_service_that_began_after_its_deadline_is_told_from_one_in_time(casework, file_of):
    """Whoever asked again only on the last day is not at fault, but the service was late."""

    def verdict(day):
        file = replace(file_of("ratna"), reminded=(("lpsk", day),))
        return next(v for v in appraise(casework, file).verdicts if v.service == "lpsk")

    assert (verdict(9).fine, verdict(9).began_late) == (True, False)
    assert (verdict(10).fine, verdict(10).began_late) == (True, True)


def test_the_step_is_the_highest_one_set_in_motion(casework):
    """Information informs, a service refers, help for a child in danger is urgent."""

    def rung(person, *services):
        contacts = tuple(Contact(name, 0, everything=False, leave=Leave.GIVEN) for name in services)
        return appraise(casework, File(person, contacts=contacts)).rung

    assert rung("karto") is Rung.NO_CONCERN
    assert rung("karto", "wartawan") is Rung.NO_CONCERN
    assert rung("lestari", "informasi", "disnaker") is Rung.INFORM
    assert rung("ratna", "informasi", "rumah-aman") is Rung.REFER
    assert rung("sinta", "rumah-aman") is Rung.URGENT
    assert rung("yuli", "informasi", "polisi-darurat") is Rung.URGENT
