"""The recipe for Kubernetes agrees with the container, the Hub's settings and its own page."""

import re
from pathlib import Path

import pytest
import yaml

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
PLACEHOLDER = re.compile(r"<[a-z][^<>\n]*>")


@pytest.fixture
def values():
    """Give the values of the chart."""
    return yaml.safe_load((DEPLOY / "kubernetes" / "values.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def page():
    """Give the text of the page."""
    return (DEPLOY / "kubernetes" / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def container():
    """Give the instructions of the container's recipe."""
    return (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def test_a_person_gets_what_the_container_runs(values, container):
    """Command, person, folder and image are the same in both places."""
    single = values["singleuser"]
    command = re.search(r"(?m)^CMD \[(.*)\]$", container).group(1)
    folder = re.search(r"TPPO_DATA_DIR=(\S+)", container).group(1)

    assert ", ".join(f'"{word}"' for word in single["cmd"]) == command
    assert f"USER {single['uid']}" in container
    assert single["extraEnv"]["TPPO_DATA_DIR"] == folder
    assert Path(folder).parent == Path(single["storage"]["homeMountPath"])
    assert single["image"]["tag"] in container


def test_a_kit_reaches_nothing_but_hub_and_database(values):
    """Every broad permission is off, and one port of the database is on."""
    policy = values["singleuser"]["networkPolicy"]

    assert policy["enabled"]
    assert set(policy["egressAllowRules"].values()) == {False}
    assert {"nonPrivateIPs", "privateIPs"} <= set(policy["egressAllowRules"])
    assert [port["port"] for rule in policy["egress"] for port in rule["ports"]] == [5432]


def test_the_database_comes_from_a_secret(values, page):
    """The address stands in no file; the page makes the secret that is named here."""
    source = values["singleuser"]["extraEnv"]["TPPO_DATABASE_URL"]["valueFrom"]["secretKeyRef"]

    assert f"secret generic {source['name']} --from-file={source['key']}=" in page


def test_sign_in_is_that_of_one_server(values):
    """Who may come in, and with what password, is decided as in jupyterhub_config.py."""
    config = values["hub"]["config"]
    written = (DEPLOY / "jupyterhub_config.py").read_text(encoding="utf-8")

    assert f'"{config["JupyterHub"]["authenticator_class"]}"' in written
    assert f'r"{config["Authenticator"]["username_pattern"]}"' in written
    for name in ("allow_all", "allow_existing_users"):
        assert f"c.Authenticator.{name} = {config['Authenticator'][name]}\n" in written
    for name in ("create_users", "min_password_length"):
        value = config["FirstUseAuthenticator"][name]
        assert f"c.FirstUseAuthenticator.{name} = {value}\n" in written
    assert [f'"{group}"' in written for group in config["JupyterHub"]["load_groups"]] == [True]


def test_every_page_of_the_hub_is_mounted(values):
    """A template that is added to one server is not forgotten here."""
    mounts = {
        name: each["mountPath"].rpartition("/")
        for name, each in values["hub"]["extraFiles"].items()
    }
    pages = {path.stem for path in (DEPLOY / "templates").glob("*.html")}

    assert {name: place[2] for name, place in mounts.items()} == {
        name: f"{name}.html" for name in pages
    }
    assert {place[0] for place in mounts.values()} == set(values["hub"]["templatePaths"])


def test_every_placeholder_is_explained(page):
    """Whatever is to be filled in stands in the page's table."""
    text = (DEPLOY / "kubernetes" / "values.yaml").read_text(encoding="utf-8")
    used = set(PLACEHOLDER.findall(text)) - {"<angle brackets>"}

    assert len(used) >= 5
    assert used <= set(PLACEHOLDER.findall(page.partition("## Steps")[0]))
