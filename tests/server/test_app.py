"""Starting the server: who may reach it, what is there, and what it says when it cannot start."""

import re
import socket
import subprocess
import sys

import psutil
import pytest
from outside import Visitor
from serving import Server

pytestmark = pytest.mark.server


def own_addresses():
    """Return addresses of this machine other than the loopback address itself."""
    found = ["127.0.0.2"] if sys.platform == "linux" else []
    for entries in psutil.net_if_addrs().values():
        found += [one.address for one in entries if one.family == socket.AF_INET]
    return [address for address in found if address != "127.0.0.1"]


def listening(process):
    """Return the (address, port) pairs at which a process waits for anybody."""
    connections = psutil.Process(process.pid).net_connections(kind="inet")
    return {tuple(one.laddr) for one in connections if one.status == psutil.CONN_LISTEN}


NO_LOG = b"not a database" * 100


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """Give servers that are not to start, ended by themselves, by what is in their way."""
    servers = {}
    for name in ("port", "folder", "log"):
        servers[name] = Server(tmp_path_factory.mktemp(name))
    servers["folder"].answers.write_text("a file", encoding="ascii")
    servers["log"].answers.mkdir()
    servers["log"].database.write_bytes(NO_LOG)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", servers["port"].port))
        taken.listen()
        for server in servers.values():
            server.run()
        for server in servers.values():
            server.process.wait(60)
    return servers


def said(server):
    """Return exit code and lines of a server that did not start."""
    lines = [line for line in server.log.read_text("utf-8").splitlines() if line.strip()]
    return server.process.returncode, lines


def why_no_pair(lines):
    """Return what keeps lines from being one sentence in each language, else None."""
    if len(lines) != 2 or lines[0] == lines[1]:
        return f"not two sentences: {lines}"
    found = re.search(r"traceback|errno|\.py\b|error", "".join(lines), re.IGNORECASE)
    return f"speaks of '{found.group()}'" if found else None


def test_only_this_machine_is_let_in_by_default(served):
    """The server waits at the loopback address alone; every other address is refused."""
    for address in own_addresses():
        with pytest.raises(OSError, match="refused"):
            Visitor(served.port, address, address).ask("/")

    assert listening(served.process) == {("127.0.0.1", served.port)}


def test_lan_lets_other_devices_in_and_prints_the_address(serve, learn):
    """With --lan every address answers under any host name; kernels stay on this machine."""
    server = serve("--lan").start()
    learner = learn(server.visitor())
    printed = server.log.read_text("utf-8")
    headers = {"Host": f"laptop.example:{server.port}"}

    for address in own_addresses():
        answer = Visitor(server.port, address, address).ask("/", headers=headers)
        assert answer.status == 200
        assert address == "127.0.0.2" or f"http://{address}:{server.port}/" in printed
    assert listening(server.process) == {("0.0.0.0", server.port)}  # noqa: S104
    assert {place for place, _ in listening(server.kernel(learner.kernel))} == {"127.0.0.1"}


def test_a_taken_port_is_a_sentence_in_two_languages(refused):
    """Whoever starts the kit twice reads what to do, in Indonesian and English; exit code 2."""
    code, lines = said(refused["port"])

    assert code == 2
    assert why_no_pair(lines) is None
    assert all(f"--port {refused['port'].port + 1}" in line for line in lines)


def test_a_file_in_place_of_the_folder_is_a_sentence_in_two_languages(refused):
    """A folder for answers that cannot be is named, with an example of another; exit code 2."""
    code, lines = said(refused["folder"])

    assert code == 2
    assert why_no_pair(lines) is None
    assert all("--data-dir" in line for line in lines)
    assert refused["folder"].answers.read_text(encoding="ascii") == "a file"


def test_a_log_that_is_no_database_is_left_untouched(refused):
    """A file that is not a log is refused in both languages and keeps its bytes; exit code 2."""
    code, lines = said(refused["log"])

    assert code == 2
    assert len(set(lines)) == 2
    assert refused["log"].database.read_bytes() == NO_LOG


def test_stopping_ends_every_kernel(serve, learn):
    """Ctrl-C or a polite end leaves no kernel behind, and says nothing frightening."""
    server = serve().start()
    learn(server.visitor())
    kernels = server.kernels()

    server.process.send_signal(subprocess.signal.SIGINT)
    code = server.process.wait(30)
    _, alive = psutil.wait_procs(kernels, timeout=10)

    assert code == 0
    assert alive == []
    assert "Traceback" not in server.log.read_text("utf-8")


NOT_OURS = """
    /api /api/status /api/me /api/contents /api/contents/ /api/contents/pyproject.toml
    /api/contents/simulations/kuis_tanda.ipynb /api/contents/x/checkpoints /api/kernels /api/kernels/
    /api/kernelspecs /api/sessions /api/terminals /api/terminals/1 /terminals/websocket/1 /terminals/1
    /api/config/notebook /api/nbconvert /api/spec.yaml /api/events /api/events/subscribe
    /api/security/csp-report /kernelspecs/python3/logo-64x64.png /lab /lab/ /lab/tree /lab/api/settings
    /lab/api/workspaces /lab/api/translations /tree /tree/ /notebooks/simulations/kuis_tanda.ipynb
    /edit/pyproject.toml /view/README.md /files /files/ /files/pyproject.toml
    /nbconvert/html/simulations/kuis_tanda.ipynb /doc /doc/ /consoles/1 /login /logout /metrics
    /static/ /static/favicon.ico /favicon.ico /robots.txt /hub /hub/api /user-redirect/
    /voila /voila/ /voila/tree /voila/tree/ /voila/tree/simulations /voila/api/contents
    /voila/api/contents/ /voila/api/contents/simulations /voila/api/contents/simulations/kuis_tanda.ipynb
    /voila/files /voila/files/ /voila/files/pyproject.toml /voila/files/simulations/kuis_tanda.ipynb
    /voila/templates/tppo/static/ /voila/templates/base/static/voila.js /voila/render /voila/render/
    /voila/render/modules /voila/execution/0-0-0-0-0 /voila/query/0-0-0-0-0 /proxy/80/
    /simulations /simulations/kuis_tanda.ipynb /modules/02_tanda_tppo.ipynb /data /data/items/
    /kit /kit/ /kit/view.html /kit/kit.css/ /profile/ /seat/ /seats /report /.git/config
    /var/tppo-kit.sqlite3 /tppo-kit.sqlite3 /secret /index.html /%00 /%ff // ///etc/passwd
"""


def test_what_is_not_ours_is_not_there(visitor):
    """Every address of a Jupyter server, and every other one, is a sentence and 404."""
    answers = {path: visitor.ask(path) for path in NOT_OURS.split()}

    assert {path: one.status for path, one in answers.items() if one.status != 404} == {}
    assert {p: one.why_no_sentence() for p, one in answers.items() if one.why_no_sentence()} == {}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"])
def test_no_other_method_opens_what_is_not_ours(visitor, method):
    """Whatever the method, nothing is made, changed or listed."""
    form = {} if method in {"POST", "PUT", "PATCH"} else None
    answers = {path: visitor.ask(path, method, form=form) for path in NOT_OURS.split()}

    opened = {p: one.status for p, one in answers.items() if one.status not in {403, 404, 405}}
    assert opened == {}
