"""What the configuration of the Hub says, read as JupyterHub reads it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

HOME = Path(__file__).resolve().parents[2]
READ = """
import json, sys
from traitlets.config import PyFileConfigLoader
config = PyFileConfigLoader("jupyterhub_config.py", path="deploy").load_config()
json.dump(config, sys.stdout, default=str)
"""


@pytest.fixture
def read(tmp_path):
    """Return a function that reads the configuration with an environment."""

    def load(**environment):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("TPPO_")}
        given = {"TPPO_HUB_HOME": str(tmp_path / "srv"), **environment}
        done = subprocess.run(
            [sys.executable, "-c", READ],
            cwd=HOME,
            env=kept | given,
            capture_output=True,
            text=True,
            check=False,
        )
        return json.loads(done.stdout) if done.returncode == 0 else done.stderr

    return load


def test_the_address_of_the_log_may_stand_in_a_file(read, tmp_path):
    """A file with nothing but the address does as well as the environment, which goes first."""
    file = tmp_path / "url"
    file.write_text("postgresql://a@/b\n", encoding="utf-8")
    from_file = read(TPPO_DATABASE_URL_FILE=str(file))
    from_both = read(TPPO_DATABASE_URL_FILE=str(file), TPPO_DATABASE_URL="postgresql://c@/d")

    assert from_file["Spawner"]["environment"]["TPPO_DATABASE_URL"] == "postgresql://a@/b"
    assert from_both["Spawner"]["environment"]["TPPO_DATABASE_URL"] == "postgresql://c@/d"


@pytest.mark.parametrize("given", [{}, {"TPPO_DATABASE_URL": ""}])
def test_without_a_log_it_says_what_is_missing(read, given):
    """It ends with a sentence in both languages, not with an error of Python."""
    told = read(**given)

    assert "TPPO_DATABASE_URL_FILE belum diisi" in told
    assert "is missing" in told
    assert "Traceback" not in told


def test_people_get_the_kit_and_nothing_else(read):
    """The command is the kit's, found beside the Python that runs the Hub."""
    config = read(TPPO_DATABASE_URL="postgresql://a@/b")
    program, word = config["Spawner"]["cmd"]

    assert shutil.which(program)
    assert (Path(program).name, word) == ("tppo-kit", "hub")
    assert config["JupyterHub"]["spawner_class"] == "simple"


@pytest.mark.parametrize(
    "code", ["Budi", "budi@kantor.go.id", "..", "a", "loket/3", "budi santoso"]
)
def test_an_account_is_a_code(read, code):
    """Names, addresses and whatever could leave the folder of people are no account codes."""
    pattern = read(TPPO_DATABASE_URL="postgresql://a@/b")["Authenticator"]["username_pattern"]

    assert not re.fullmatch(pattern, code)
    assert re.fullmatch(pattern, "loket-03")


def test_everything_listens_to_this_machine_only(read):
    """Public address, Hub and proxy have ports of their own, and the door is https in front."""
    config = read(
        TPPO_DATABASE_URL="postgresql://a@/b", TPPO_HUB_ADDRESS="https://latihan.example/"
    )
    hub = config["JupyterHub"]
    places = [hub["bind_url"], hub["hub_bind_url"], config["ConfigurableHTTPProxy"]["api_url"]]

    assert places == [f"http://127.0.0.1:{port}" for port in (8000, 8001, 8002)]
    assert hub["public_url"] == "https://latihan.example/"


def test_nobody_comes_in_uninvited(read):
    """Only accounts that an administrator has made, and only with a password worth the name."""
    config = read(TPPO_DATABASE_URL="postgresql://a@/b", TPPO_HUB_ADMINS="admin-a, admin-b")

    assert config["Authenticator"]["allow_all"] is False
    assert config["FirstUseAuthenticator"]["create_users"] is False
    assert config["FirstUseAuthenticator"]["min_password_length"] >= 10
    assert set(re.findall(r"[\w-]+", config["Authenticator"]["admin_users"])) == {
        "admin-a",
        "admin-b",
    }


def test_no_more_kits_run_than_fit(read):
    """Memory and connections of the database suffice for everybody whom the Hub lets in."""
    most = read(TPPO_DATABASE_URL="postgresql://a@/b")["JupyterHub"]["active_server_limit"]
    page = (HOME / "deploy" / "README.md").read_text(encoding="utf-8")
    fits = psutil.virtual_memory().total // (300 * 2**20)

    assert 1 <= most <= max(1, fits)
    assert int(re.search(r"max_connections = (\d+)", page).group(1)) >= 3 * 100 >= 3 * most


def test_every_setting_is_explained(read):
    """Each environment variable that is read stands in the head of the file, and no other."""
    head, _, body = (
        (HOME / "deploy" / "jupyterhub_config.py").read_text("utf-8").partition("import os\n")
    )
    read_there = set(re.findall(r'(?:get|listed)\("(TPPO_\w+)"', body))

    assert set(re.findall(r"(?m)^(TPPO_\w+) ", head)) == read_there
