"""JupyterHub as deploy/ sets it up, started for real: one log for all, one kit for each."""

import re
from contextlib import closing

import psutil
import pytest
from cluster import running_cluster
from house import MISSING, House, Person, find_proxy

pytestmark = pytest.mark.server
CASE = "scenario:liburan-sepuluh-hari"
COUNTER = "simulations/konter_paspor.ipynb"
ADMIN, FIRST, SECOND = "admin-pusat", "loket-01", "kantor-b"
FACILITATORS = "/groups/fasilitator/users"


@pytest.fixture(scope="module")
def cluster():
    """Give a running PostgreSQL; where there can be none the tests fail and say what to install."""
    try:
        with running_cluster() as made:
            yield made
    except LookupError as missing:
        pytest.fail(str(missing))


@pytest.fixture(scope="module")
def database(cluster):
    """Give the name and the URL of a database."""
    with cluster.database() as url:
        yield url.get_secret_value().rpartition("/")[2], url.get_secret_value()


@pytest.fixture(scope="module")
def house(tmp_path_factory, database):
    """Give a running Hub; after the tests nothing of it is left, whatever they did."""
    if not find_proxy():
        pytest.fail(MISSING)
    made = House(tmp_path_factory.mktemp("house"), database[1], ADMIN)
    try:
        yield made.start()
    finally:
        made.clear()


@pytest.fixture(scope="module")
def people(house):
    """Give administrator, facilitator and learner, with accounts and signed in."""
    admin, first, second = (Person(house, name) for name in (ADMIN, FIRST, SECOND))
    admin.sign_in()
    for person in (first, second):
        admin.command(f"/users/{person.name}")
        person.sign_in()
    admin.command(FACILITATORS, json={"users": [FIRST]})
    for person in (first, second):
        person.run()
    return admin, first, second


def answered(cluster, database, seat):
    """Return what a seat pressed, read past the kit."""
    query = f"""SELECT activity, name FROM events JOIN attempts ON id = attempt
        WHERE seat = '{seat}' ORDER BY number"""  # noqa: S608
    return cluster.ask(query, database[0])


def play(person):
    """Take a seat and begin a case in a notebook, once; return the seat and what is shown."""
    person.kit("/seat", {})
    learner = person.open(COUNTER)
    with closing(learner.wire):
        learner.press("desk-open", CASE)
        if 'data-event="begin"' in learner.html:
            learner.press("begin")
    return person.seat, learner.shown


def test_nobody_comes_in_whose_account_no_administrator_has_made(house, people):
    """The first password of an account is its own; a name of a person cannot be an account."""
    admin, first, _ = people
    stranger, other = Person(house, "loket-99"), Person(house, FIRST)
    refused = admin.command("/users/Budi%20Santoso")

    assert "Belum bisa masuk" in stranger.sign_in().text
    assert stranger.ask("/hub/home").place.startswith("/hub/login")
    assert "Belum bisa masuk" in other.sign_in("tebakan-orang-lain").text
    assert f"Akun {FIRST}" in first.ask("/hub/home").text
    assert refused.status == 400


def test_two_people_play_in_kits_of_their_own_and_both_are_in_the_one_log(
    people, cluster, database
):
    """Each has an own seat, and each answer is in PostgreSQL under the seat that gave it."""
    _, first, second = people
    one, other = play(first), play(second)

    assert one[0] != other[0]
    for seat, shown in (one, other):
        assert shown
        assert (CASE, "begin") in answered(cluster, database, seat)


def test_nobody_opens_the_kit_of_another(people):
    """Pages and websockets of another account are closed, for facilitators too."""
    _, first, second = people
    for guest, host in ((first, second), (second, first)):
        page = guest.ask(f"/user/{host.name}/")
        direct = guest.ask(f"/user/{host.name}/voila/render/{COUNTER}", allow_redirects=False)

        assert page.status == 403
        assert "Ini bukan untuk akun Anda" in page.text
        assert direct.status in {302, 403}


def test_facilitators_see_the_reports_and_nobody_else_does(people):
    """The group opens console and reports without a PIN, administrators too."""
    admin, first, second = people
    admin.run()
    pages = {
        (person.name, path): person.kit(path)
        for person in (admin, first, second)
        for path in ("/reports", "/console")
    }

    assert {key for key, page in pages.items() if page.status == 200} == {
        (name, path) for name in (ADMIN, FIRST) for path in ("/reports", "/console")
    }
    assert "<h1>Laporan</h1>" in pages[FIRST, "/reports"].text
    for path in ("/reports", "/console"):
        assert pages[SECOND, path].status == 403
        assert "Laporan</h1>" not in pages[SECOND, path].text


def test_a_kit_that_was_stopped_comes_back_with_the_answers(people, cluster, database):
    """The same browser has its seat again, and the page that follows what was answered."""
    second = people[2]
    seat, shown = play(second)
    before = answered(cluster, database, seat)
    second.end()
    second.run()

    learner = second.open(COUNTER)
    with closing(learner.wire):
        learner.press("desk-open", CASE)

    assert second.seat == seat
    assert learner.shown == shown
    assert answered(cluster, database, seat) == before


def test_a_forgotten_password_costs_no_answer(people, cluster, database):
    """An account that was deleted and made again chooses a new password and keeps its seat."""
    admin, _, second = people
    seat = play(second)[0]
    second.end()
    admin.command(f"/users/{SECOND}", "DELETE")
    admin.command(f"/users/{SECOND}")
    second.browser.cookies.clear()
    second.sign_in("kata-sandi-yang-baru")
    second.run()

    assert second.seat == seat
    assert answered(cluster, database, seat)[0] == (CASE, "begin")


def test_no_secret_is_told(house, people, database):
    """Neither the Hub's own log nor a page names the password of the log or where it is."""
    pages = [person.kit("/").text for person in people[1:]]

    for text in [house.told(), *pages]:
        assert "geheim" not in text
        assert database[0] not in text


def test_only_the_hub_can_read_its_folder(house, people):
    """Whoever else has an account on the server sees nothing of cookies, accounts and kits."""
    people[2].kit("/seat", {})
    srv = house.folder / "srv"
    own = srv / "people" / SECOND / "kit"
    passwords = list((srv / "hub").glob("passwords.dbm*"))
    secret = [srv / "hub/cookie_secret", srv / "hub/hub.sqlite", own / "secret", own / "seat"]

    assert passwords
    for path in (srv, *secret, *passwords):
        assert path.stat().st_mode & 0o077 == 0


def test_the_hub_ends_and_leaves_no_process_behind(tmp_path_factory, database):
    """Kits, kernels, proxy and culler go with it."""
    made = House(tmp_path_factory.mktemp("ended"), database[1], ADMIN).start()
    try:
        admin = Person(made, ADMIN)
        admin.sign_in()
        admin.run()
        play(admin)
        before = made.processes()
        names = " ".join(" ".join(process.cmdline()) for process in before)
        code = made.stop()
        alive = psutil.wait_procs(before, timeout=10)[1]

        assert all(re.search(each, names) for each in ("http-proxy", "tppo-kit hub", "culler"))
        assert code == 0
        assert alive == []
        assert made.processes() == set()
    finally:
        made.clear()
