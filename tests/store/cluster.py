"""Finding PostgreSQL, and running a throw-away cluster of it for tests."""

import contextlib
import os
import re
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
from pydantic import SecretStr
from rig import apt_install, free_port

#: Where systems put the programs that only a server needs.
PLACES = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
]
PROGRAMS = ["initdb", "pg_ctl", "pg_dump"]
OLDEST = 15
MISSING = (
    f"No PostgreSQL {OLDEST} or newer found. Install it (Debian: apt-get install postgresql) or put "
    "its programs on the PATH. / Pasang PostgreSQL."
)
IS_ROOT = getattr(os, "geteuid", lambda: 1)() == 0
#: PostgreSQL does not run as root; Debian's package brings this account.
ACCOUNT = {"user": "postgres", "group": "postgres", "extra_groups": []} if IS_ROOT else {}


def find_postgresql():
    """Return the folder of the server's programs, the newest there is, or None."""
    found = [place for each in PLACES for place in Path("/").glob(each.lstrip("/"))]
    found += [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    whole = [folder for folder in found if all((folder / name).is_file() for name in PROGRAMS)]
    newest = max(whole, key=version_of, default=None)
    return newest if newest and version_of(newest) >= OLDEST else None


def version_of(folder):
    """Return the main version of the programs in a folder."""
    told = subprocess.run(
        [folder / "initdb", "--version"], capture_output=True, text=True, check=True
    )
    return int(re.search(r"\d+", told.stdout).group())


def install_postgresql():
    """Install Debian's PostgreSQL where that is possible."""
    apt_install("postgresql")
    return find_postgresql()


class Cluster:
    """A cluster in a folder of its own that trusts whoever asks, but not the role ``guarded``."""

    def __init__(self, programs, folder):
        """Make the files; nothing runs yet."""
        self.programs = programs
        self.folder = folder
        self.port = free_port()
        if ACCOUNT:
            shutil.chown(folder, "postgres", "postgres")
        # The order of letters is not that of their codes, as on most servers.
        order = ["--no-locale", "--locale-provider=icu", "--icu-locale=id"]
        self._run("initdb", "-U", "kit", "-A", "trust", "-E", "UTF8", "-N", *order)
        rules = folder / "data" / "pg_hba.conf"
        rules.write_text(f"host all guarded all scram-sha-256\n{rules.read_text()}")

    def start(self):
        """Start, and wait until it answers."""
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "''",
            "fsync": "off",  # these files need not survive a power cut
        }
        given = " ".join(f"-c {name}={value}" for name, value in options.items())
        self._run("pg_ctl", "-l", self.folder / "log", "-w", "-o", given, "start")

    def stop(self, mode="fast"):
        """Stop: after what runs now is undone (fast), or as a crash would (immediate)."""
        self._run("pg_ctl", "-w", "-m", mode, "stop")

    def ask(self, statement, database="postgres"):
        """Run a statement past the kit and return its rows."""
        address = {"host": "127.0.0.1", "port": self.port, "user": "kit", "dbname": database}
        with contextlib.closing(psycopg.connect(**address, autocommit=True)) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def url(self, database, who="kit:geheim"):
        """Return what TPPO_DATABASE_URL is; whom the cluster trusts it asks for no password."""
        return f"postgresql://{who}@127.0.0.1:{self.port}/{database}"

    @contextlib.contextmanager
    def database(self, options=""):
        """Give the URL of a new, empty database; afterwards it is gone."""
        name = f"t{secrets.token_hex(6)}"
        self.ask(f"CREATE DATABASE {name} {options}")
        try:
            yield SecretStr(self.url(name))
        finally:
            self.ask(f"DROP DATABASE {name} WITH (FORCE)")

    def dump(self, database):
        """Return all that a database holds, as the statements that would make it again."""
        address = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "kit"]
        told = subprocess.run(
            [self.programs / "pg_dump", *address, database],
            capture_output=True,
            text=True,
            check=True,
        )
        return [line for line in told.stdout.splitlines() if not line.startswith("\\")]

    def _run(self, program, *arguments):
        command = [self.programs / program, "-D", self.folder / "data", *arguments]
        with (self.folder.with_suffix(".out")).open("ab") as out:
            done = subprocess.run(
                [str(each) for each in command],
                cwd=self.folder,
                stdout=out,
                stderr=out,
                check=False,
                **ACCOUNT,
            )
        assert done.returncode == 0, (self.folder.with_suffix(".out")).read_text()


@contextlib.contextmanager
def running_cluster():
    """Give a cluster that runs; afterwards nothing of it is left.

    Raises:
        LookupError: with a sentence that says what to install.
    """
    programs = find_postgresql() or install_postgresql()
    if programs is None:
        raise LookupError(MISSING)
    # Not pytest's folder: that is closed to the account of the server.
    with tempfile.TemporaryDirectory(prefix="kit-postgresql-") as made:
        folder = Path(made) / "cluster"
        folder.mkdir()
        Path(made).chmod(0o755)
        cluster = Cluster(programs, folder)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
