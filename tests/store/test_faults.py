"""What is wrong with a server is told in a sentence, and what was saved before stays."""

import secrets
import traceback
from contextlib import contextmanager, suppress

import pytest
from pydantic import SecretStr

from tppo_kit.errors import NotSaved, Overtaken
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event
from tppo_kit.store.log import Log

SEAT = "AAAA-AAAA"
#: Lines of this file appear in traces, so it is written here alone.
SECRET = "geheim"
AWAY = "cannot be reached"


@contextmanager
def told(part):
    """Expect a sentence with a part, one in each language, without any password, here or behind."""
    with pytest.raises(NotSaved) as error:
        yield
    assert not isinstance(error.value, Overtaken)
    sentences = {language: error.value.message.render(language) for language in LANGUAGES}
    assert part in sentences["en"]
    assert len(set(sentences.values())) == len(LANGUAGES)
    assert SECRET not in "".join([*traceback.format_exception(error.value), *sentences.values()])


def opened(url):
    """Open a log and close it."""
    Log(SecretStr(url), 0.1).close()


@pytest.fixture
def database(cluster):
    """Give the URL of an empty database."""
    with cluster.database() as url:
        yield url


@pytest.fixture
def name(database):
    """Give the name of the database."""
    return database.get_secret_value().rpartition("/")[2]


@pytest.fixture
def role(cluster, database):
    """Give a new account that may do nothing."""
    made = f"r{secrets.token_hex(4)}"
    cluster.ask(f"CREATE ROLE {made} LOGIN")
    yield made
    cluster.ask(f"DROP ROLE {made}")


def test_a_wrong_password_is_a_sentence(cluster, name):
    """It names the variable and no user."""
    cluster.ask("DROP ROLE IF EXISTS guarded")
    cluster.ask("CREATE ROLE guarded LOGIN PASSWORD 'right'")

    with told("refuses the user or the password"):
        opened(cluster.url(name, f"guarded:{SECRET}"))


def test_a_user_nobody_knows_is_a_sentence(cluster, name):
    """The same one: it is the same line that must be mended."""
    with told("refuses the user or the password"):
        opened(cluster.url(name, f"nobody:{SECRET}"))


def test_a_database_that_is_not_there_is_a_sentence(cluster):
    """The kit does not make databases."""
    with told("does not exist"):
        opened(cluster.url("nothing"))


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://kit:{SECRET}@127.0.0.1:1/kit",
        f"postgresql://kit:{SECRET}@nowhere.invalid/kit",
        f"postgresql://kit:{SECRET}@127.0.0.1:1/kit?sslmode=blue",
    ],
)
def test_a_server_that_is_not_there_is_a_sentence(url):
    """A port without a server, a host without a name, an option without a meaning."""
    with told(AWAY):
        opened(url)


def test_an_option_that_does_not_exist_is_a_sentence():
    """What follows the question mark in the URL is the driver's business."""
    with told("could not be saved"):
        opened(f"postgresql://kit:{SECRET}@127.0.0.1:1/kit?colour=blue")


def test_a_user_who_may_make_no_tables_is_a_sentence(cluster, name, role):
    """PostgreSQL lets nobody but the owner make tables, unless told otherwise."""
    with told("the owner"):
        opened(cluster.url(name, f"{role}:{SECRET}"))


def test_a_user_who_may_not_enter_is_a_sentence(cluster, name, role):
    """A database may be closed to all but some."""
    cluster.ask(f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC")

    with told("the owner"):
        opened(cluster.url(name, f"{role}:{SECRET}"))


def test_a_server_without_room_for_one_more_is_a_sentence(cluster, name, role):
    """Too many programs at once is not a wrong password."""
    cluster.ask(f"ALTER ROLE {role} CONNECTION LIMIT 0")

    with told(AWAY):
        opened(cluster.url(name, f"{role}:{SECRET}"))


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_that_goes_and_comes_back_loses_nothing(cluster, log, attempt, mode):
    """A sentence while it is away; then the same answer is taken, by the same open log."""
    log.append(attempt(), 0, Event("begin", at=1.0, click="x"))
    answer = Event("choose", "a", 2.0, "y")
    cluster.stop(mode)
    try:
        with told(AWAY):
            log.append(attempt(), 1, answer)
        with told(AWAY):
            log.events("one")
    finally:
        cluster.start()

    log.append(attempt(), 1, answer)

    assert [event.name for event in log.events("one")] == ["begin", "choose"]


def hang_up(cluster, name):
    """End all connections to a database, as a restart of the server does."""
    cluster.ask(
        f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608
    )


def test_a_connection_that_was_lost_in_between_is_made_anew(cluster, name, log):
    """Nobody notices that the server was restarted over night."""
    hang_up(cluster, name)

    assert log.add_seat("CCCC-CCCC", 2.0)
    assert log.has_seat(SEAT)


@pytest.mark.parametrize("more", [0, 1, 3])
def test_a_connection_lost_in_a_saving_loses_the_whole_of_it(cluster, name, log, beside, more):
    """Also if whoever writes goes on after the fault; the next saving works as ever."""

    def save():
        with log.together():
            log.add_seat("CCCC-CCCC", 2.0)
            hang_up(cluster, name)
            for number in range(more):
                with suppress(NotSaved):
                    log.add_seat(f"D-{number}", 2.0)

    with told(AWAY):
        save()
    assert beside.seats() == {SEAT}

    with log.together():
        log.add_seat("EEEE-EEEE", 2.0)
    assert beside.seats() == {SEAT, "EEEE-EEEE"}


def test_a_database_that_may_only_be_read_is_a_sentence(cluster, name, log, attempt, beside):
    """What was saved can still be seen."""
    log.append(attempt(), 0, Event("begin", at=1.0, click="x"))
    cluster.ask(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    hang_up(cluster, name)

    with told("only be read"):
        log.append(attempt(), 1, Event("choose", "a", 2.0, "y"))
    assert [event.name for event in log.events("one")] == ["begin"]


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("53100", "the disk is full"),
        ("53200", AWAY),  # no memory
        ("53300", AWAY),
        ("57P01", AWAY),
        ("08006", AWAY),
        ("40P01", "another program"),
        ("40001", "another program"),
        ("42501", "the owner"),
        ("28000", "refuses"),
        ("XX001", "could not be saved (Seite 7)"),
    ],
)
def test_a_fault_that_a_server_names_by_its_code_is_a_sentence(log, attempt, beside, code, part):
    """Codes are the same in whatever language the server speaks; nothing is written then."""
    beside.rows(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: ISC003
        + f"RAISE 'Seite 7' USING ERRCODE = '{code}', DETAIL = 'geheim'; END $$"
    )
    beside.rows("CREATE TRIGGER broken AFTER INSERT ON events EXECUTE FUNCTION refuse()")

    with pytest.raises(NotSaved) as fault:
        log.append(attempt(), 0, Event("begin", at=1.0, click="x"))

    sentence = fault.value.message.render("en")
    assert part in sentence
    assert "geheim" not in sentence
    assert beside.contents(["attempts", "events"]) == {"attempts": [], "events": []}
