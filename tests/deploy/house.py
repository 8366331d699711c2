"""A Hub as a province would run it, and people who come to it with a browser of their own."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import psutil
import requests
from rig import apt_install, free_port
from wire import Learner

HOME = Path(__file__).resolve().parents[2]
PROXY = "configurable-http-proxy"
MISSING = (
    f"JupyterHub needs the program {PROXY}. Install it (Debian: apt-get install node-{PROXY}) "
    "or put it on the PATH. / Pasang proxy JupyterHub."
)
#: Where Debian keeps libraries of Node; a Node that is not Debian's does not look there.
NODE_PATH = "/usr/share/nodejs"
#: A Hub and the kit behind it have this long to start.
START_SECONDS = 120
PASSWORD = "rahasia-akun-2026"


def find_proxy():
    """Return whether the proxy is there, after installing Debian's where that is possible."""
    if not shutil.which(PROXY):
        apt_install(f"node-{PROXY}")
    return shutil.which(PROXY)


def three_ports():
    """Return a port that is free, as are the two after it."""
    while True:
        port = free_port()
        with contextlib.suppress(OSError), socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", port + 1))
            two.bind(("127.0.0.1", port + 2))
            return port


class House:
    """JupyterHub with the configuration of the repository; only the environment is ours."""

    def __init__(self, folder, database, admin):
        """Remember folder, address of the log, and the account code of the administrator."""
        self.folder = folder
        self.port = three_ports()
        self.log = folder / "hub.log"
        self.process = None
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("TPPO_", "JUPYTER"))}
        self.environment = kept | {
            "TPPO_HUB_HOME": str(folder / "srv"),
            "TPPO_HUB_PORT": str(self.port),
            "TPPO_HUB_ADMINS": admin,
            "TPPO_DATABASE_URL": database,
            "NODE_PATH": os.pathsep.join(filter(None, [kept.get("NODE_PATH"), NODE_PATH])),
        }

    def start(self):
        """Start it, and wait until the door answers."""
        config = HOME / "deploy" / "jupyterhub_config.py"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "-f", str(config)],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.told()
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(self.address("/hub/login"), timeout=5).status_code == 200:
                    return self
            time.sleep(0.2)
        raise TimeoutError(self.told())

    def told(self):
        """Return what the Hub and everything below it wrote."""
        return self.log.read_text("utf-8")

    def address(self, path):
        """Return the address of a path, as a browser writes it."""
        return f"http://localhost:{self.port}{path}"

    def processes(self):
        """Return everything that runs for this Hub: what it started, and what was left behind."""
        found = set()
        with contextlib.suppress(psutil.NoSuchProcess):
            hub = psutil.Process(self.process.pid)
            found |= {hub, *hub.children(recursive=True)}
        marks = (str(self.folder), f"127.0.0.1:{self.port + 1}/hub/api")
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                values = " ".join(process.environ().values())
                if any(mark in values for mark in marks):
                    found.add(process)
        return found

    def stop(self):
        """End the Hub as systemd would, and return how it ended."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def clear(self):
        """End whatever is left, however it got there."""
        for process in self.processes():
            with contextlib.suppress(psutil.Error):
                process.kill()
        if self.process is not None:
            self.process.wait(20)


class Person:
    """Somebody with a account code and a browser."""

    def __init__(self, house, name):
        """Remember where to go; nothing is asked yet."""
        self.house = house
        self.name = name
        self.browser = requests.Session()
        self.browser.headers["Connection"] = "close"  # no line stays open unseen

    def ask(self, path, form=None, method=None, **options):
        """Send one request, follow where it leads, and return (status, address, text)."""
        method = method or ("GET" if form is None else "POST")
        url = self.house.address(path)
        answer = self.browser.request(method, url, data=form, timeout=START_SECONDS, **options)
        place = answer.url.removeprefix(self.house.address(""))
        return SimpleNamespace(status=answer.status_code, place=place, text=answer.text)

    def kit(self, path, form=None):
        """Ask a page of the own kit; a form is signed as a page would sign it."""
        return self.ask(f"/user/{self.name}{path}", form)

    def token(self, path):
        """Return what proves that a form of the Hub was seen."""
        return next(c.value for c in self.browser.cookies if (c.name, c.path) == ("_xsrf", path))

    def sign_in(self, password=PASSWORD):
        """Sign in and return the page that this leads to."""
        self.ask("/hub/login")
        form = {"username": self.name, "password": password, "_xsrf": self.token("/hub/")}
        return self.ask("/hub/login?next=/hub/home", form)

    def command(self, path, method="POST", **options):
        """Ask the Hub's own interface, as its pages do."""
        headers = {"X-XSRFToken": self.token("/hub/"), "Referer": self.house.address("/hub/home")}
        return self.ask(f"/hub/api{path}", method=method, headers=headers, **options)

    def run(self):
        """Start the own kit, wait until it answers, and return its home page."""
        self.command(f"/users/{self.name}/server")
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            page = self.kit("/")
            if page.status == 200 and page.place == f"/user/{self.name}/":
                return page
            time.sleep(0.2)
        raise TimeoutError(self.house.told())

    def end(self):
        """Stop the own kit and wait until its processes are gone."""
        self.command(f"/users/{self.name}/server", "DELETE")
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if '"server": null' in self.ask(f"/hub/api/users/{self.name}").text:
                return
            time.sleep(0.2)
        raise TimeoutError(self.house.told())

    @property
    def card(self):
        """Return the pass of the seat, or None."""
        names = {cookie.name: cookie.value for cookie in self.browser.cookies}
        return names.get("tppo_seat") or None

    @property
    def seat(self):
        """Return the seat code on the home page, or None."""
        found = re.search(r'class="seat">([^<]+)<', self.kit("/").text)
        return found.group(1) if found else None

    def open(self, notebook):
        """Open a notebook of the own kit and say who is there; return the page."""
        kernels = f"/user/{self.name}/api/kernels/"
        request = requests.Request("GET", self.house.address(kernels)).prepare()
        cookie = requests.cookies.get_cookie_header(self.browser.cookies, request)
        kit = SimpleNamespace(port=self.house.port, base=f"/user/{self.name}", ask=self.kit)
        learner = Learner(kit, notebook, cookie=cookie)
        learner.hello(self.card)
        return learner
