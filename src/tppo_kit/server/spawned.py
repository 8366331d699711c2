"""What JupyterHub's spawner tells the server that it starts, by the environment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from pydantic import SecretStr

from tppo_kit.errors import KitError
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Without one of these nobody could sign in.
NEEDED = (
    "JUPYTERHUB_SERVICE_URL",
    "JUPYTERHUB_SERVICE_PREFIX",
    "JUPYTERHUB_API_URL",
    "JUPYTERHUB_API_TOKEN",
    "JUPYTERHUB_CLIENT_ID",
    "JUPYTERHUB_USER",
    "JUPYTERHUB_OAUTH_ACCESS_SCOPES",
)
#: Who is in this group of the Hub is a facilitator.
DEFAULT_GROUP = "fasilitator"
#: Seconds between two messages about activity, as JupyterHub's own servers have it.
_INTERVAL = 300


@dataclass(frozen=True, slots=True)
class Spawned:
    """Where to listen and below which path, whose server this is, and how to ask the Hub.

    ``ip`` is empty for all addresses of the machine, ``name`` for the person's only server.
    """

    ip: str
    port: int
    base: str
    user: str
    name: str
    api_url: str
    api_token: SecretStr
    client_id: str
    scopes: frozenset[str]
    activity_url: str
    activity_seconds: int
    group: str


def read_spawned(environment: Mapping[str, str]) -> Spawned:
    """Return what the spawner says.

    Raises:
        KitError: if something is missing or cannot be read, with its name.
    """
    missing = [name for name in NEEDED if not environment.get(name, "").strip()]
    if missing:
        raise KitError(
            say(
                "JupyterHub starts this by itself, for whoever has signed in. By hand: "
                "tppo-kit serve. Missing here: {names}",
                names=", ".join(missing),
            )
        )
    ip, port = _place(environment)
    user, api_url = environment["JUPYTERHUB_USER"], environment["JUPYTERHUB_API_URL"]
    activity = f"{api_url.rstrip('/')}/users/{quote(user, safe='@')}/activity"
    return Spawned(
        ip=ip,
        port=port,
        base=_path(environment),
        user=user,
        name=environment.get("JUPYTERHUB_SERVER_NAME", ""),
        api_url=api_url,
        api_token=SecretStr(environment["JUPYTERHUB_API_TOKEN"]),
        client_id=environment["JUPYTERHUB_CLIENT_ID"],
        scopes=_scopes(environment),
        activity_url=environment.get("JUPYTERHUB_ACTIVITY_URL") or activity,
        activity_seconds=_seconds(environment),
        group=environment.get("TPPO_FACILITATORS_GROUP") or DEFAULT_GROUP,
    )


def _place(environment: Mapping[str, str]) -> tuple[str, int]:
    name = "JUPYTERHUB_SERVICE_URL"
    try:
        parts = urlsplit(environment[name])
        port = parts.port
    except ValueError as error:
        raise _unreadable(name, environment) from error
    if parts.scheme != "http" or not port:
        raise _unreadable(name, environment)
    return parts.hostname or "", port


def _path(environment: Mapping[str, str]) -> str:
    name = "JUPYTERHUB_SERVICE_PREFIX"
    path = environment[name]
    if not path.startswith("/") or path.startswith("//") or not path.isprintable() or '"' in path:
        raise _unreadable(name, environment)
    return path if path.endswith("/") else f"{path}/"


def _scopes(environment: Mapping[str, str]) -> frozenset[str]:
    name = "JUPYTERHUB_OAUTH_ACCESS_SCOPES"
    try:
        found = json.loads(environment[name])
    except ValueError as error:
        raise _unreadable(name, environment) from error
    if not isinstance(found, list) or not found or not all(isinstance(one, str) for one in found):
        raise _unreadable(name, environment)
    return frozenset(found)


def _seconds(environment: Mapping[str, str]) -> int:
    name = "JUPYTERHUB_ACTIVITY_INTERVAL"
    text = environment.get(name) or str(_INTERVAL)
    if not (text.isascii() and text.isdecimal() and int(text[:9]) > 0):
        raise _unreadable(name, environment)
    return int(text[:9])


def _unreadable(name: str, environment: Mapping[str, str]) -> KitError:
    return KitError(
        say(
            "{name} cannot be used: {value}. JupyterHub sets it; look at the settings of the Hub.",
            name=name,
            value=environment[name],
        )
    )
