"""The server's own connection to a kernel is ready as soon as the kernel has answered."""

import asyncio
import contextlib

import pytest
from alone import run
from jupyter_client.connect import write_connection_file

from tppo_kit.kernels.client import QuickClient

pytestmark = pytest.mark.server


async def ready(file, alive, seconds):
    """Connect by a file, wait until ready, and return what is known of the kernel."""
    client = QuickClient()
    client.load_connection_file(file)

    async def is_alive():
        return alive

    client.is_alive = is_alive
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=seconds)
        client.execute("6 * 7")
        reply = await client.get_shell_msg(timeout=60)
        with contextlib.suppress(asyncio.CancelledError):
            return client.session.adapt_version, reply["content"]["status"]
    finally:
        client.stop_channels()
        client.context.destroy(linger=0)


def test_it_is_ready_once_the_kernel_answers(fork):
    """The next message it sends is answered first."""
    kernel = fork()

    assert run(ready(kernel.file, alive=True, seconds=60))[1] == "ok"


@pytest.mark.parametrize(
    ("alive", "seconds", "why"), [(False, 60, "died"), (True, 0.1, "did not respond in 0.1")]
)
def test_a_kernel_that_does_not_answer_is_told(tmp_path, alive, seconds, why):
    """One that is dead, and one that is silent for too long, are different sentences."""
    file, _ = write_connection_file(str(tmp_path / "kernel.json"), ip="127.0.0.1", key=b"k")

    with pytest.raises(RuntimeError, match=why):
        run(ready(file, alive=alive, seconds=seconds))
