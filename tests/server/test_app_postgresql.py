"""Server and kernels with their log in PostgreSQL: one setting for all, and nobody sees it."""

import sys
from pathlib import Path

import pytest
from serving import Server

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from cluster import running_cluster

pytestmark = pytest.mark.server
AWAY = "Basis data tidak terjangkau"
CASE = "scenario:liburan-sepuluh-hari"


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
def server(tmp_path_factory, database):
    """Give a running server with that setting."""
    running = Server(tmp_path_factory.mktemp("served"), TPPO_DATABASE_URL=database[1])
    yield running.start()
    running.end()


def test_what_is_answered_in_a_kernel_is_in_the_database(server, learn, cluster, database):
    """Seat by the server, answers by a kernel; no file is made beside it, no password is shown."""
    learner = learn(server.visitor())
    learner.press("desk-open", CASE)
    learner.press("begin")
    code = learner.visitor.card.partition(".")[0]

    query = f"""SELECT activity, name FROM events JOIN attempts ON id = attempt
        WHERE seat = '{code}'"""  # noqa: S608
    assert cluster.ask(query, database[0]) == [(CASE, "begin")]
    assert not server.database.exists()
    seen = [server.log.read_text("utf-8"), learner.page, *learner.wire.heard]
    assert all("geheim" not in each and database[0] not in each for each in seen)


def test_while_the_database_is_away_pages_say_so(server, learn, cluster):
    """Kernel and server tell it in a sentence, and go on by themselves when it is back."""
    learner = learn(server.visitor())
    learner.press("desk-open", CASE)
    cluster.stop()
    try:
        told = learner.press("begin")
        page = server.visitor().ask("/seat", "POST", form={})
    finally:
        cluster.start()

    assert AWAY in told
    assert page.status == 503
    assert AWAY in page.prose
    assert AWAY not in learner.press("begin")
    assert server.visitor().sit_down()
    assert "geheim" not in server.log.read_text("utf-8")


def test_without_its_database_the_server_does_not_start(tmp_path, cluster):
    """It says why in both languages and ends with 2."""
    server = Server(tmp_path, TPPO_DATABASE_URL=cluster.url("nothing"))
    server.run().process.wait(60)
    lines = server.log.read_text("utf-8").splitlines()

    assert server.process.returncode == 2
    assert len(set(lines)) == 2
    assert all("TPPO_DATABASE_URL" in line for line in lines)
    assert "geheim" not in "".join(lines)
