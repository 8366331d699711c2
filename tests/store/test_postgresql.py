"""The log in PostgreSQL: one schema, made once, and never a database of somebody else touched."""

import subprocess
import sys
import traceback

import pytest
from pydantic import SecretStr

from tppo_kit.errors import NotSaved
from tppo_kit.language import LANGUAGES
from tppo_kit.store.log import Log
from tppo_kit.store.tables import SCHEMA_VERSION, metadata


@pytest.fixture
def database(cluster):
    """Give the URL of an empty database."""
    with cluster.database() as url:
        yield url


def refusal(url):
    """Return the sentences with which a URL is refused; no trace of them tells its password."""
    with pytest.raises(NotSaved) as told:
        Log(url, 0.1)
    assert "geheim" not in "".join(traceback.format_exception(told.value))
    sentences = [told.value.message.render(language) for language in LANGUAGES]
    assert "geheim" not in "".join(sentences)
    return sentences


def test_a_new_database_has_every_table_and_its_version(opener, beside):
    """Tables and number are made at the first start, in one go."""
    opener()

    names = {name for (name,) in beside.rows("SELECT tablename FROM pg_tables")}
    assert metadata.tables.keys() <= names
    assert beside.version() == SCHEMA_VERSION


def test_opening_again_changes_nothing(log, opener, beside):
    """A second start finds everything in place."""
    before = beside.everything()

    opener()

    assert beside.everything() == before


@pytest.mark.parametrize("form", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_the_url_may_be_written_in_several_ways(database, form):
    """The driver need not be named."""
    log = Log(SecretStr(database.get_secret_value().replace("postgresql://", form)), 0.1)

    assert log.add_seat("CCCC-CCCC", 1.0)
    log.close()


def limits(log):
    """Return what the driver was told about waiting for the network."""
    with log.reading() as connection:
        told = connection.connection.dbapi_connection.info.get_parameters()
    log.close()
    return told["connect_timeout"], told["tcp_user_timeout"], told["keepalives_idle"]


def test_a_dead_network_is_not_waited_for_unless_the_url_says_so(database):
    """Seconds instead of the quarter of an hour that systems take."""
    slow = SecretStr(f"{database.get_secret_value()}?connect_timeout=70&tcp_user_timeout=90000")

    assert limits(Log(database, 0.5)) == ("2", "5000", "5")
    assert limits(Log(slow, 0.5)) == ("70", "90000", "5")


@pytest.mark.parametrize(
    "url",
    [
        "geheim",
        "://geheim",
        "mysql://kit:geheim@localhost/kit",
        "postgresql+psycopg2://kit:geheim@localhost/kit",
        "postgresql://kit:geheim@localhost:port/kit",
        "postgresql://kit:ge@heim@localhost/kit",
        "sqlite:///geheim.sqlite3",
    ],
)
def test_a_url_that_cannot_be_read_is_a_sentence(url):
    """It says how a URL is written, and does not repeat the one that was given."""
    for sentence in refusal(SecretStr(url)):
        assert "TPPO_DATABASE_URL" in sentence
        assert "%40" in sentence
        assert "heim" not in sentence


def test_without_the_driver_the_sentence_names_the_extra(database, monkeypatch):
    """The kit alone does not bring psycopg."""
    monkeypatch.setitem(sys.modules, "psycopg", None)

    for sentence in refusal(database):
        assert 'pip install -e ".[postgres]"' in sentence


def test_a_database_of_another_program_is_refused_untouched(database, beside):
    """A table of a name that the kit uses, and no version: not ours to change."""
    beside.rows("CREATE TABLE events (id integer, colour text)")
    before = beside.everything()

    sentences = refusal(database)

    assert "another program" in sentences[LANGUAGES.index("en")]
    assert beside.everything() == before


def test_tables_beside_ours_do_not_matter(database, beside):
    """Another program may share the database as long as no name is taken."""
    beside.rows("CREATE TABLE colours (colour text)")

    log = Log(database, 0.1)

    assert log.add_seat("CCCC-CCCC", 1.0)
    log.close()


def test_a_database_that_takes_not_every_letter_is_refused(cluster):
    """A server that was set up without a language makes such ones unless it is asked."""
    with cluster.database(
        "ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0"
    ) as url:
        for sentence in refusal(url):
            assert "--encoding=UTF8" in sentence
        assert cluster.ask("SELECT 1", url.get_secret_value().rpartition("/")[2]) == [(1,)]


OPENER = """
import sys
from pydantic import SecretStr
from tppo_kit.store.log import Log
for number, line in enumerate(sys.stdin):
    try:
        log = Log(SecretStr(line.strip()))
        log.add_seat(f"{sys.argv[1]}-{number}", 1.0)
        log.close()
        print("made", flush=True)
    except Exception as error:
        print(repr(error), flush=True)
"""


def test_processes_that_start_together_make_one_database(cluster):
    """Two kernels that open a new log at the same moment both get it, and both can write."""
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in "AB"
    ]
    try:
        for number in range(10):
            with cluster.database() as url:
                for opener in openers:
                    opener.stdin.write(f"{url.get_secret_value()}\n")
                    opener.stdin.flush()
                assert [opener.stdout.readline().strip() for opener in openers] == ["made"] * 2
                log = Log(url)
                assert log.has_seat(f"A-{number}")
                assert log.has_seat(f"B-{number}")
                log.close()
    finally:
        for opener in openers:
            opener.communicate()
