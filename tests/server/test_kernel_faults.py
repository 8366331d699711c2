"""Warm process, kernels and server are killed under load: whoever is not hit notices nothing."""

import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
import websocket
from roomlike import until
from serving import Changed, command_of
from wire import CASE, Learner, goes_on, opens

from tppo_kit.server.kernels import GONE

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be forked here"),
]
NOTEBOOK = "/voila/render/simulations/konter_paspor.ipynb"
PEOPLE = 6
SECONDS = 60


def at_once(do, people):
    """Do something for several people at the same time, and return what came of it."""
    with ThreadPoolExecutor(len(people)) as together:
        return list(together.map(do, people))


def comes_back(learner):
    """Open the page again with the same seat, and return what is shown."""
    again = Learner(learner.visitor)
    shown = again.hello(learner.visitor.card)
    again.leave()
    return shown


def hung_up(learner):
    """Wait until the server closes the websocket, and return the code it gives."""
    learner.wire.socket.settimeout(SECONDS)
    while True:
        kind, frame = learner.wire.socket.recv_data(control_frame=True)
        if kind == websocket.ABNF.OPCODE_CLOSE:
            return int.from_bytes(frame[:2], "big")


def state_of(learner):
    """Return the status with which the server speaks of a kernel."""
    return learner.visitor.ask(f"/api/kernels/{learner.kernel}").status


@pytest.fixture
def people(own):
    """Give six people who have opened the notebook at the same moment."""
    learners = at_once(lambda _: opens(own), range(PEOPLE))
    yield learners
    at_once(Learner.leave, learners)


def test_the_kernels_are_forked(own, people):
    """All six come from one warm process; without this the other tests would say little."""
    warm = own.warm()

    assert {own.kernel(learner.kernel).ppid() for learner in people} == {warm.pid}


def test_a_killed_warm_process_is_noticed_by_nobody(own, people):
    """While pages are being opened: all open, and those already open go on answering."""
    before = own.warm()
    with ThreadPoolExecutor(PEOPLE) as together:
        opening = [together.submit(opens, own) for _ in range(PEOPLE)]
        before.kill()
        went_on = at_once(goes_on, people)
        others = [each.result() for each in opening]
    answered = at_once(goes_on, others)
    at_once(Learner.leave, others)

    assert went_on == answered == [True] * PEOPLE
    assert until(lambda: own.warm() is not None and own.warm().pid != before.pid)
    assert "ordinary way" not in own.log.read_text("utf-8")


def test_a_killed_kernel_is_noticed_by_its_person_only(own, people):
    """The page is told at once, the kernel is gone from the server, and answers come back."""
    hit, *others = people
    for choice in ("desk-open", CASE), ("begin", ""), ("choose", "tanya-terbuka"):
        hit.press(*choice)
    own.kernel(hit.kernel).kill()
    code = hung_up(hit)
    states = [state_of(learner) for learner in people]
    went_on = at_once(goes_on, others)
    again = Learner(hit.visitor)
    again.hello(hit.visitor.card)
    shown = again.press("desk-open", CASE)
    again.leave()

    assert code == GONE
    assert states == [404] + [200] * (PEOPLE - 1)
    assert went_on == [True] * (PEOPLE - 1)
    assert again.kernel != hit.kernel
    assert 'data-event="choose"' in shown
    assert "tanya-terbuka" not in re.findall(r'value="([\w-]+)"', shown)


def test_when_all_kernels_are_killed_all_come_back(own, people):
    """Everybody is told, and everybody's reopened page is there."""
    for learner in people:
        own.kernel(learner.kernel).kill()
    codes = at_once(hung_up, people)
    shown = at_once(comes_back, people)

    assert codes == [GONE] * PEOPLE
    assert all("desk-open" in one for one in shown)
    assert {state_of(learner) for learner in people} == {404}


def test_dead_kernels_leave_nothing_open_in_the_server(own):
    """After kernels have died, server and warm process have as many descriptors as before."""

    def die(_):
        learner = opens(own)
        own.kernel(learner.kernel).kill()
        hung_up(learner)
        learner.wire.close()

    die(0)
    processes = [psutil.Process(own.process.pid), own.warm()]
    before = [each.num_fds() for each in processes]
    at_once(die, range(PEOPLE))

    assert until(
        lambda: all(
            each.num_fds() <= number + 2 for each, number in zip(processes, before, strict=True)
        )
    ), (before, [each.num_fds() for each in processes])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["kill -9", "Ctrl+C"])
def test_when_the_server_ends_nothing_is_left(serve, how):
    """No kernel and no warm process outlive the server, however it ends."""
    server = serve().start()
    learners = at_once(lambda _: opens(server), range(3))
    left = psutil.Process(server.process.pid).children(recursive=True)
    server.process.send_signal(how)
    server.process.wait(SECONDS)
    _, alive = psutil.wait_procs(left, timeout=SECONDS)
    at_once(Learner.leave, learners)

    assert len(left) == 4
    assert [command_of(one) for one in alive] == []


def zombies(server):
    """Return the children of server and warm process that nobody has buried."""
    children = psutil.Process(server.process.pid).children(recursive=True)
    return [each for each in children if each.status() == psutil.STATUS_ZOMBIE]


@pytest.fixture
def hasty(tmp_path):
    """Give a server that lets go soon of what is abandoned."""
    server = Changed(tmp_path, ABANDONED_SECONDS=2, CULL_SECONDS=1)
    yield server.start()
    server.end()


def test_abandoned_pages_leave_nothing(hasty):
    """Twenty pages are asked for and left: kernels, zombies, descriptors, memory, files go."""

    def abandon(_):
        return hasty.visitor().ask(NOTEBOOK).status

    abandon(0)
    until(lambda: hasty.kernels() == [])
    warm, server = hasty.warm(), psutil.Process(hasty.process.pid)
    before = [(each.num_fds(), each.memory_info().rss) for each in (warm, server)]
    stayed = opens(hasty)
    statuses = [status for _ in range(4) for status in at_once(abandon, range(5))]
    gone = until(lambda: len(hasty.kernels()) == 1)
    went_on = goes_on(stayed)
    stayed.leave()
    until(lambda: hasty.kernels() == [])

    assert statuses == [200] * 20
    assert gone
    assert went_on
    assert until(lambda: zombies(hasty) == [])
    assert until(lambda: (warm.num_fds(), server.num_fds()) <= (before[0][0] + 2, before[1][0] + 2))
    assert warm.memory_info().rss < before[0][1] + (5 << 20)
    assert server.memory_info().rss < before[1][1] + (40 << 20)
    assert list(hasty.temporary.rglob("kernel-*")) == []


#: A laptop whose memory is used up as long as a file is there.
FULL = """type("Laptop", (), {{"virtual_memory": staticmethod(lambda: type(
    "Memory", (), {{"available": 0 if __import__("os").path.exists({!r}) else 1 << 40}}))}})"""


def test_without_memory_a_page_is_a_sentence(tmp_path):
    """A full laptop says so, lets go of what is abandoned, and whatever is open goes on."""
    full = tmp_path / "full"
    server = Changed(tmp_path, SHORT_SECONDS=0, psutil=FULL.format(str(full)))
    server.start()
    learner = opens(server)
    server.visitor().ask(NOTEBOOK)
    before = len(server.kernels())
    full.touch()
    refused = at_once(lambda _: server.visitor().ask(NOTEBOOK), range(3))
    went_on = goes_on(learner)
    left = until(lambda: len(server.kernels()) == 1)
    full.unlink()
    taken = server.visitor().ask(NOTEBOOK)
    learner.leave()
    server.end()

    assert before == 2
    assert all(answer.status >= 400 for answer in refused)
    assert [answer.why_no_sentence() for answer in refused] == [None] * 3
    assert all("memori" in answer.prose.casefold() for answer in refused)
    assert went_on
    assert left
    assert taken.status == 200
