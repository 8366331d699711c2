"""What the spawner says in the environment, and what is wrong with it."""

import pytest

from tppo_kit.errors import KitError
from tppo_kit.server.spawned import NEEDED, read_spawned

TOLD = {
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:40123/user/ani/",
    "JUPYTERHUB_SERVICE_PREFIX": "/user/ani/",
    "JUPYTERHUB_API_URL": "http://127.0.0.1:8081/hub/api",
    "JUPYTERHUB_API_TOKEN": "geheim",
    "JUPYTERHUB_CLIENT_ID": "jupyterhub-user-ani",
    "JUPYTERHUB_USER": "ani",
    "JUPYTERHUB_OAUTH_ACCESS_SCOPES": '["access:servers!server=ani/"]',
}


def test_what_is_told_is_read():
    """Where to listen, whose server it is, and what the Hub is asked; the rest has its usual value."""
    spawned = read_spawned(TOLD)

    assert (spawned.ip, spawned.port, spawned.base) == ("127.0.0.1", 40123, "/user/ani/")
    assert (spawned.user, spawned.name, spawned.group) == ("ani", "", "fasilitator")
    assert spawned.scopes == {"access:servers!server=ani/"}
    assert spawned.activity_url == "http://127.0.0.1:8081/hub/api/users/ani/activity"
    assert spawned.activity_seconds == 300
    assert "geheim" not in repr(spawned)


def test_what_may_be_told_besides_is_read_too():
    """A named server, all addresses of the machine, another group and another rhythm."""
    more = {
        "JUPYTERHUB_SERVICE_URL": "http://[::]:8888/u/",
        "JUPYTERHUB_SERVICE_PREFIX": "/u",
        "JUPYTERHUB_SERVER_NAME": "pagi",
        "JUPYTERHUB_ACTIVITY_INTERVAL": "60",
        "JUPYTERHUB_ACTIVITY_URL": "http://hub/activity",
        "TPPO_FACILITATORS_GROUP": "pelatih",
    }
    spawned = read_spawned({**TOLD, **more})

    assert (spawned.ip, spawned.port, spawned.base) == ("::", 8888, "/u/")
    assert (spawned.name, spawned.group, spawned.activity_seconds) == ("pagi", "pelatih", 60)
    assert spawned.activity_url == "http://hub/activity"
    assert read_spawned({**TOLD, "JUPYTERHUB_SERVICE_URL": "http://:8888/"}).ip == ""


def test_a_name_with_odd_letters_is_written_as_the_hub_does():
    """The address of the activity is built where the Hub does not name it."""
    told = read_spawned({**TOLD, "JUPYTERHUB_USER": "ani@kantor a/b"})

    assert told.activity_url.endswith("/users/ani@kantor%20a%2Fb/activity")


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_what_is_missing_is_named(name, value):
    """Without one of them nothing starts; the sentence says which, and what to do by hand."""
    told = {key: text for key, text in {**TOLD, name: value}.items() if text is not None}

    with pytest.raises(KitError) as caught:
        read_spawned(told)
    assert caught.value.message.render("en").endswith(f"Missing here: {name}")
    assert "tppo-kit serve" in caught.value.message.render("id")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JUPYTERHUB_SERVICE_URL", "https://127.0.0.1:1/"),
        ("JUPYTERHUB_SERVICE_URL", "http://127.0.0.1/"),
        ("JUPYTERHUB_SERVICE_URL", "http://127.0.0.1:0/"),
        ("JUPYTERHUB_SERVICE_URL", "http://127.0.0.1:99999/"),
        ("JUPYTERHUB_SERVICE_URL", "127.0.0.1:8888"),
        ("JUPYTERHUB_SERVICE_URL", "http://[::1/"),
        ("JUPYTERHUB_SERVICE_PREFIX", "user/ani/"),
        ("JUPYTERHUB_SERVICE_PREFIX", "//user/ani/"),
        ("JUPYTERHUB_SERVICE_PREFIX", '/user/"ani/'),
        ("JUPYTERHUB_SERVICE_PREFIX", "/user/\nani/"),
        ("JUPYTERHUB_OAUTH_ACCESS_SCOPES", "access:servers"),
        ("JUPYTERHUB_OAUTH_ACCESS_SCOPES", "[]"),
        ("JUPYTERHUB_OAUTH_ACCESS_SCOPES", "[1]"),
        ("JUPYTERHUB_OAUTH_ACCESS_SCOPES", '"access:servers"'),
        ("JUPYTERHUB_ACTIVITY_INTERVAL", "0"),
        ("JUPYTERHUB_ACTIVITY_INTERVAL", "-1"),
        ("JUPYTERHUB_ACTIVITY_INTERVAL", "five"),
        ("JUPYTERHUB_ACTIVITY_INTERVAL", "٣"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_value(name, value):
    """An address that is none, a path that leaves the server, scopes that let nobody in."""
    with pytest.raises(KitError) as caught:
        read_spawned({**TOLD, name: value})
    assert caught.value.message.values == {"name": name, "value": value}
