# ruff: noqa: INP001 - JupyterHub reads it, nobody imports it
"""JupyterHub on one Linux server: everyone signs in, and gets a kit of their own; one log for all.

Read by ``jupyterhub -f``. What differs from server to server stands in the environment, what a
province may want to change stands in capitals below. There is no password in this file.

TPPO_HUB_HOME           folder of the Hub and of everyone's own data; default /srv/tppo
TPPO_DATABASE_URL       the log in PostgreSQL, or
TPPO_DATABASE_URL_FILE  a file with nothing but that address
TPPO_HUB_ADMINS         account codes of the administrators, with commas
TPPO_HUB_ADDRESS        what people type, such as https://latihan.example/; then cookies need https
TPPO_HUB_PORT           the Hub's port on this machine, and the two after it; default 8000
TPPO_HUB_AUTHENTICATOR  how people sign in, an authenticator of JupyterHub's
"""

import os
import sys
from pathlib import Path

import psutil

import tppo_kit

c = get_config()  # noqa: F821 - JupyterHub puts it here

#: Seconds without a sign of life, and a person's kit is stopped; the next click starts it again.
IDLE_SECONDS = 3600
#: What a kit takes with a page open, in bytes: deploy/README.md, "How large".
KIT_BYTES = 225 * 2**20
#: How many kits may run at once: so that they fit, and find connections to the database.
MOST_RUNNING = min(100, max(1, int(0.75 * psutil.virtual_memory().total / KIT_BYTES)))
#: How many may start at once; more would only make each other slow.
MOST_STARTING = 2 * (os.cpu_count() or 1)
#: An account code, such as loket-03, never a name: administrators and the Hub's log see it.
ACCOUNT_CODE = r"[a-z][a-z0-9-]{1,30}[a-z0-9]"
#: Whoever is in this group opens console and reports without a PIN.
FACILITATORS = "fasilitator"


def database_url() -> str:
    """Return the address of the log; without one the Hub does not start."""
    url = os.environ.get("TPPO_DATABASE_URL", "")
    file = os.environ.get("TPPO_DATABASE_URL_FILE", "")
    if not url and file:
        url = Path(file).read_text(encoding="utf-8").strip()
    if not url:
        sys.exit(
            "TPPO_DATABASE_URL atau TPPO_DATABASE_URL_FILE belum diisi: alamat PostgreSQL. / "
            "TPPO_DATABASE_URL or TPPO_DATABASE_URL_FILE is missing: the address of PostgreSQL."
        )
    return url


def listed(name: str) -> set[str]:
    """Return the account codes of a setting, which stand there with commas."""
    return {code.strip() for code in os.environ.get(name, "").split(",") if code.strip()}


# Nobody but the Hub's own account reads what the Hub and its children write.
os.umask(0o077)
home = Path(os.environ.get("TPPO_HUB_HOME") or "/srv/tppo")
hub = home / "hub"
hub.mkdir(parents=True, exist_ok=True)
port = int(os.environ.get("TPPO_HUB_PORT", "8000"))

# Only this machine: the web server of the house stands before it and brings https.
c.JupyterHub.bind_url = f"http://127.0.0.1:{port}"
c.JupyterHub.public_url = os.environ.get("TPPO_HUB_ADDRESS", "")
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{port + 1}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{port + 2}"
c.ConfigurableHTTPProxy.pid_file = str(hub / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{hub / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(hub / "cookie_secret")
# Offices share computers: whoever forgets to sign out is out the next day.
c.JupyterHub.cookie_max_age_days = 1
c.JupyterHub.active_server_limit = MOST_RUNNING
c.JupyterHub.concurrent_spawn_limit = MOST_STARTING

# Sign-in with accounts of the Hub's own: works without a network, keeps passwords as bcrypt. An
# administrator makes each account; the password typed at its first sign-in becomes its own.
AUTHENTICATOR = "firstuseauthenticator.FirstUseAuthenticator"
c.JupyterHub.authenticator_class = os.environ.get("TPPO_HUB_AUTHENTICATOR", AUTHENTICATOR)
c.Authenticator.admin_users = listed("TPPO_HUB_ADMINS")
c.Authenticator.allow_all = False
c.Authenticator.allow_existing_users = True
c.Authenticator.username_pattern = ACCOUNT_CODE
c.FirstUseAuthenticator.create_users = False
c.FirstUseAuthenticator.min_password_length = 10
c.FirstUseAuthenticator.dbm_path = str(hub / "passwords.dbm")
c.JupyterHub.load_groups = {FACILITATORS: {"users": []}}

# Sign-in, waiting and error pages in Indonesian and in the look of the kit.
c.JupyterHub.template_paths = [str(Path(__file__).parent / "templates")]
c.JupyterHub.template_vars = {
    "kit_css": (Path(tppo_kit.__file__).parent / "views/static/kit.css").read_text("utf-8"),
    "has_own_passwords": c.JupyterHub.authenticator_class == AUTHENTICATOR,
}

# What a person gets is the kit and nothing else: no JupyterLab, no terminal, no files. As nobody
# can run a program of their own here, all kits may share the account of the Hub.
c.JupyterHub.spawner_class = "simple"
c.Spawner.cmd = [str(Path(sys.executable).with_name("tppo-kit")), "hub"]
c.SimpleLocalProcessSpawner.home_dir_template = str(home / "people" / "{username}")
c.Spawner.environment = {
    "TPPO_DATABASE_URL": database_url(),
    "TPPO_DATA_DIR": lambda spawner: str(Path(spawner.home_dir) / "kit"),
}
# Many who begin at the same minute start one after the other.
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180

c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [
            *(sys.executable, "-m", "jupyterhub_idle_culler"),
            *(f"--timeout={IDLE_SECONDS}", "--cull-every=300"),
        ],
    }
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "services": ["idle-culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    }
]
