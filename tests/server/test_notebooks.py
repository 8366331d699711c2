"""Voila's part of the server: only the listed notebooks, only scripts, and nothing beside them."""

import itertools
import re

import psutil
import pytest

from tppo_kit.settings import REPOSITORY

pytestmark = pytest.mark.server
NOTEBOOK = "/voila/render/simulations/kuis_tanda.ipynb"
BASES = """
    / /kit/ /files/ /voila/files/ /voila/static/ /voila/labextensions/ /voila/api/themes/
    /voila/render/ /voila/api/shutdown/ /voila/templates/tppo/static/ /api/contents/
    /voila/api/contents/ /static/ /tree/ /lab/tree/ /nbconvert/html/
"""
UP = 24
#: Ways to write the path of a file that is somewhere else on the disk.
WAYS = [
    lambda path: "../" * UP + path,
    lambda path: "%2e%2e/" * UP + path,
    lambda path: "..%2f" * UP + path.replace("/", "%2f"),
    lambda path: "%252e%252e%252f" * UP + path.replace("/", "%252f"),
    lambda path: "..\\" * UP + path.replace("/", "\\"),
    lambda path: "..%5c" * UP + path.replace("/", "%5c"),
    lambda path: "..;/" * UP + path,
    lambda path: "....//" * UP + path,
    lambda path: "%c0%ae%c0%ae/" * UP + path,
    lambda path: "static/../" * 3 + "../" * UP + path,
    lambda path: "/" + path,
    lambda path: "%2f" + path,
    lambda path: "file:///" + path,
    lambda path: "../" * UP + path + "%00.css",
    lambda path: "../" * UP + path + "%00",
]
ODD = ["%00", "%", "%zz", "%ff%fe", "%ed%a0%80", "a" * 4000, "con", "~root", "?path=/etc/passwd"]
SECRETIVE = [b"SQLite format 3", b"requires-python", b"root:x:0", b'"cell_type"', b"format: item/1"]
SCRIPTS = {
    "/voila/static/voila.js": "javascript",
    "/voila/labextensions/anywidget/package.json": "json",
}


@pytest.fixture(scope="module")
def page(served):
    """Give a notebook's page."""
    return served.visitor().ask(NOTEBOOK)


@pytest.fixture(scope="module")
def hostile(served):
    """Give all hostile paths with what came back, asked once for all tests here."""
    targets = [
        served.answers / "secret",
        served.database,
        REPOSITORY / "pyproject.toml",
        REPOSITORY / "data" / "items" / "gugup-di-konter.yml",
    ]
    names = [str(path).lstrip("/") for path in targets] + ["etc/passwd"]
    written = zip(itertools.product(BASES.split(), WAYS), itertools.cycle(names), strict=False)
    paths = [base + way(name) for (base, way), name in written]
    paths += [
        base + odd for base in BASES.split() for odd in ODD if base + odd != "/?path=/etc/passwd"
    ]
    visitor = served.visitor()
    return {path: visitor.ask(path) for path in paths}


def test_no_hostile_path_opens_anything(hostile, served):
    """Some two hundred ways to climb out of a folder all end before a door."""
    secrets = [*SECRETIVE, (served.answers / "secret").read_bytes()]
    opened = {path for path, one in hostile.items() if one.status not in {400, 403, 404, 405}}
    leaking = {path for path, one in hostile.items() if any(s in one.body for s in secrets)}

    assert len(hostile) > 200
    assert opened == set()
    assert leaking == set()


def test_every_refusal_is_a_sentence(hostile):
    """Each closed door says so in Indonesian, without a word of the machinery."""
    wrong = {path: one.why_no_sentence() for path, one in hostile.items() if one.why_no_sentence()}

    assert wrong == {}


def test_no_fault_is_written_to_the_log(hostile, served):
    """None of the hostile paths surprises the server."""
    assert hostile
    assert not re.search(r"Uncaught exception [A-Z]+ /", served.log.read_text("utf-8"))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/voila/render/nothing"),
        ("POST", NOTEBOOK),
        ("PUT", NOTEBOOK),
        ("GET", "/voila/static/nothing"),
        ("POST", "/voila/static/voila.js"),
        ("GET", "/voila/labextensions/nothing"),
        ("GET", "/voila/api/themes/nothing"),
        ("GET", "/voila/api/shutdown/0-0-0-0-0"),
        ("POST", "/voila/api/shutdown/0-0-0-0-0"),
        ("GET", "/api/kernels/0-0-0-0-0"),
        ("PUT", "/api/kernels/0-0-0-0-0"),
        ("DELETE", "/api/kernels/0-0-0-0-0"),
        ("GET", "/api/kernels/0-0-0-0-0/channels"),
        ("GET", "/kit/nothing.css"),
        ("DELETE", "/profile"),
        ("GET", "/seat"),
        ("GET", "/leave"),
        ("BREW", "/"),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_errors_speak_the_language_of_the_person(visitor, method, path, language):
    """Voila's own handlers too answer with a sentence in the language that was chosen."""
    visitor.cookies["tppo_language"] = language

    answer = visitor.ask(path, method, form={} if method in {"POST", "PUT"} else None)

    assert answer.status in {403, 404, 405}
    assert answer.why_no_sentence(language) is None


@pytest.mark.parametrize("path", ["/", "/nothing", NOTEBOOK, "/kit/kit.css", *SCRIPTS])
def test_no_answer_tells_the_version_of_the_software(page, visitor, path):
    """What runs here, and in which version, is nobody's business."""
    answer = page if path == NOTEBOOK else visitor.ask(path)

    assert not any(letter.isdigit() for letter in answer.headers.get("Server", ""))
    assert "X-Jupyter" not in str(answer.headers)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/nothing", "/kit/kit.css", NOTEBOOK, "/voila/render/x", "/api/kernels/0-0-0-0-0"),
        *SCRIPTS,
        *("/voila/static/nothing", "/voila/labextensions/nothing"),
    ],
)
def test_every_answer_lets_the_browser_talk_to_this_server_only(page, visitor, path):
    """The content security policy names no other host and no scheme that allows any host."""
    headers = (page if path == NOTEBOOK else visitor.ask(path)).headers
    rules = headers.get("Content-Security-Policy", "").split(";")
    allowed = {rule.split()[0]: set(rule.split()[1:]) for rule in rules if rule.strip()}
    own = {"'self'", "'none'", "'unsafe-inline'", "blob:", "data:"}

    assert allowed["default-src"] == {"'self'"}
    assert allowed["frame-ancestors"] == {"'none'"}
    assert set().union(*allowed.values()) <= own | {f"ws://localhost:{visitor.port}"}
    assert headers.get("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize(("path", "kind"), SCRIPTS.items())
def test_scripts_of_the_page_are_served(visitor, path, kind):
    """What is closed above is closed for what it is, not because nothing is served at all."""
    answer = visitor.ask(path)

    assert answer.status == 200
    assert kind in answer.headers["Content-Type"]


def test_a_query_changes_neither_template_nor_theme(visitor):
    """A visitor who asks for another template or theme gets the kit's page all the same."""
    query = "template=base&theme=dark&voila-template=lab&voila-theme=dark&token=x"

    answer = visitor.ask(f"{NOTEBOOK}?{query}")

    assert answer.status == 200
    assert '<html lang="id">' in answer.text
    assert "kit/kit.css" in answer.text
    assert 'class="tppo notebook"' in answer.text
    assert "MathJax.js" not in answer.text
    assert "JupyterLab Dark" not in answer.text


def test_a_page_holds_no_source(page):
    """Neither code cells nor the notebook file are in the page."""
    assert "Kuis tanda" in page.text
    assert "tppo_kit" not in page.text
    assert "play(" not in page.text
    assert '"cell_type"' not in page.text
    assert str(REPOSITORY) not in page.text


def test_no_script_stands_in_a_page(page, visitor):
    """Scripts are files of this server; an anywidget may be a blob, and no page may use eval."""
    for answer, sources in ((page, {"'self'", "blob:"}), (visitor.ask("/"), {"'self'"})):
        policy = answer.headers["Content-Security-Policy"]
        allowed = re.search(r"script-src ([^;]*);", policy).group(1)
        tags = re.findall(r"<script\b[^>]*>", answer.text)

        assert set(allowed.split()) == sources
        assert all("src=" in tag or 'type="application/' in tag for tag in tags)
    assert "on" not in {name[:2] for name in re.findall(r"\s(\w+)=\"", page.text)}


def test_a_page_tells_no_summary_of_its_activities(page):
    """What authors see as plain text, with the signs in each case, is not sent to learners."""
    assert "application/vnd.jupyter.widget-view+json" in page.text
    assert "text/plain" not in page.text
    assert not re.search(r"\bT-[A-Z]{3}-\d\d\b", page.text)


def test_the_cells_of_a_page_arrive_one_by_one(page):
    """The page says how many cells there are, and holds as many."""
    promised = int(re.search(r'data-cells="(\d+)"', page.text).group(1))

    assert promised == page.text.count('<div class="cell">') > 0


FOREIGN = [
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "192.0.2.7",
    "%2Ftmp",
]


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host_name_is_refused_everywhere(visitor, served, host):
    """A page that points its own name at this machine reads nothing from it."""
    before = {kernel.pid for kernel in served.kernels()}
    paths = ["/", "/profile", "/programme", "/print/01-kartu", "/kit/kit.css", NOTEBOOK, *SCRIPTS]
    paths.append("/api/kernels/0-0-0-0-0")
    headers = {"Host": f"{host}:{served.port}"}
    answers = {path: visitor.ask(path, headers=headers) for path in paths}

    assert {path: one.status for path, one in answers.items() if one.status < 400} == {}
    assert {kernel.pid for kernel in served.kernels()} <= before


def test_looking_at_a_notebook_link_starts_no_kernel(visitor, served):
    """HEAD and OPTIONS cost nothing."""
    before = {kernel.pid for kernel in served.kernels()}

    answers = [visitor.ask(NOTEBOOK, method) for method in ("HEAD", "OPTIONS")]

    assert {answer.status for answer in answers} <= {200, 204, 405}
    assert {kernel.pid for kernel in served.kernels()} <= before


def test_a_page_that_closes_lets_its_kernel_go(learn, served, visitor):
    """The page ends its own kernel when it is left, so that memory is free for the next person."""
    learner = learn(visitor)
    kernel = served.kernel(learner.kernel)

    status = learner.leave()
    _, alive = psutil.wait_procs([kernel], timeout=15)

    assert status == 204
    assert alive == []


def test_nobody_else_ends_a_kernel(learn, served, visitor):
    """Without the page's own token a kernel can be neither shut down nor deleted."""
    learner = learn(visitor)
    other = served.visitor()
    forged = {"X-XSRFToken": "2|1|1|1", "Origin": "http://evil.example"}

    answers = [
        other.ask(f"/voila/api/shutdown/{learner.kernel}", "POST", form={}),
        other.ask(f"/voila/api/shutdown/{learner.kernel}", "POST", form={}, headers=forged),
        other.ask(f"/api/kernels/{learner.kernel}", "DELETE"),
        other.ask(f"/api/kernels/{learner.kernel}/restart", "POST", form={}),
        other.ask(f"/api/kernels/{learner.kernel}/interrupt", "POST", form={}),
    ]

    assert {answer.status for answer in answers} <= {403, 404, 405}
    assert "Liburan sepuluh hari" in learner.hello(visitor.card)


def test_warm_kernels_are_never_shared(serve, learn):
    """With kernels kept ready, as by default, each page has its own and the kit's template."""
    server = serve("--pool", "1").start()
    first, second = server.visitor(), server.visitor()

    pages = [learn(first), learn(second), learn(first)]
    moved = pages[0].press("desk-open", "scenario:liburan-sepuluh-hari")
    other = server.visitor().ask(f"{NOTEBOOK}?template=base&theme=dark")

    assert len({page.kernel for page in pages}) == len(pages)
    assert "Umrah bersama Ibu" not in moved
    assert "Umrah bersama Ibu" in pages[1].hello(second.card)
    assert "kit/kit.css" in other.text
    assert 'class="tppo notebook"' in other.text
