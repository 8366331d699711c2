"""One learner's kernel that loops or eats memory: it is stopped, told, and goes on or ends."""

import os
import signal

import pytest
from forked import SECONDS

from tppo_kit.kernels.limits import BUSY_SECONDS, MEMORY_BYTES, STUCK_SECONDS

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no such clocks"),
]
#: A kernel whose limits come sooner; they are looked up with each message.
HASTY = """
from tppo_kit.kernels import limits
limits.BUSY_SECONDS, limits.STUCK_SECONDS = 0.3, 1.0
"""
#: A stage in which pressing something keeps the processor busy, or takes much memory.
STAGE = """
from tppo_kit.notebook import play
stage = play("quiz:" + __import__("tppo_kit.notebook", fromlist=["x"]).content().names("quiz")[0])
def press(_):
    {}
stage._handle = press
def shown():
    stage._on_message(None, {{"name": "x", "click": "c"}}, None)
    return stage.html
"""


def loops(kernel, code):
    """Run code in a kernel with hasty limits and return what it fails with."""
    kernel.value("None", HASTY)
    return kernel.fault(code)


def test_the_limits_leave_room_for_what_is_slow():
    """The second clock leaves the time to tell what the first has stopped."""
    assert STUCK_SECONDS - BUSY_SECONDS >= 5
    assert MEMORY_BYTES >= 512 << 20


@pytest.mark.parametrize(
    "code",
    [
        "while True: pass",
        "x = 0\nwhile True:\n    try:\n        x += 1\n    except ValueError: pass",
    ],
)
def test_a_loop_is_interrupted_and_the_kernel_lives_on(fork, code):
    """An endless loop in Python gets TookTooLong; afterwards the kernel knows what it knew."""
    kernel = fork()
    kernel.value("None", "known = 41")
    name, sentence = loops(kernel, code)

    assert name == "TookTooLong"
    assert "took too long" in sentence
    assert kernel.value("known + 1") == 42
    assert kernel.process.poll() is None


def test_the_clock_begins_anew_with_each_message(fork):
    """Many short messages, longer in sum than the limit, are all answered."""
    kernel = fork()
    kernel.value("None", HASTY + "import time")
    code = "end = time.process_time() + 0.1\nwhile time.process_time() < end: pass"

    assert [kernel.value("1", code) for _ in range(6)] == [1] * 6


def test_waiting_is_not_work(fork):
    """Processor time is what counts: who waits longer than the limit is not stopped."""
    kernel = fork()

    assert kernel.value("1", HASTY + "import time; time.sleep(1.2)") == 1


@pytest.mark.parametrize(
    "code",
    [
        "sum(range(10**13))",
        "while True:\n    try:\n        work()\n    except Exception: pass",
    ],
    ids=["in C", "heedless"],
)
def test_what_does_not_heed_the_interruption_ends_the_kernel(fork, code):
    """The second clock ends a kernel that does not come back, and its manager sees it."""
    kernel = fork()
    kernel.value("None", HASTY + "def work(): return sum(n for n in range(10**6))")
    kernel.client.execute(code)

    assert kernel.process.wait(SECONDS) == -signal.SIGPROF


def test_too_much_memory_is_refused_and_the_kernel_lives_on(fork):
    """Two gigabytes are a MemoryError; half of what is allowed still works afterwards."""
    kernel = fork()
    kernel.value("None", "known = 41")
    at_once = kernel.fault("much = bytearray(2 << 30)")
    bit_by_bit = kernel.fault("many = []\nwhile True: many.append(bytearray(10 << 20))")
    kernel.value("None", "many.clear()")

    assert [at_once[0], bit_by_bit[0]] == ["MemoryError"] * 2
    assert kernel.value(f"len(bytearray({MEMORY_BYTES // 2}))") == MEMORY_BYTES // 2
    assert kernel.value("known + 1") == 42


@pytest.mark.parametrize(
    ("busy", "sentence"),
    [
        ("while True: pass", "Reload the page; what you answered is kept"),
        ("bytearray(2 << 30)", "memory"),
    ],
    ids=["time", "memory"],
)
def test_the_person_reads_a_sentence(fork, busy, sentence):
    """What was stopped is told in the person's language, without a word of the machine."""
    kernel = fork()
    kernel.value("None", HASTY + STAGE.format(busy))
    shown = kernel.value("str(shown())", "stage._language = 'en'")

    assert sentence in shown
    assert 'role="alert"' in shown
    assert "Error" not in shown


def test_jupyterlab_has_no_limits(fork):
    """Whoever works on the content may use the whole laptop, for as long as it takes."""
    kernel = fork(TPPO_SERVED="")
    kind = kernel.value("type(get_ipython().kernel).__name__")
    hard = kernel.value("resource.getrlimit(resource.RLIMIT_DATA)", "import resource")
    code = "end = time.process_time() + 1.2\nwhile time.process_time() < end: pass"

    assert kind == "IPythonKernel"
    assert MEMORY_BYTES not in hard
    assert kernel.value("1", HASTY + "import time\n" + code) == 1
