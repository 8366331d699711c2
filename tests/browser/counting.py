"""A line in front of a server that counts what goes to the browser: pages, files, messages."""

import contextlib
import socket
import threading

from rig import free_port

_CHUNK = 1 << 16


class Counter:
    """Passes every connection on, and counts the bytes that the server sends."""

    def __init__(self, port):
        """Listen on a port of its own, before a server on this machine."""
        self.server = port
        self.port = free_port()
        self.bytes = 0
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self):
        """Return the address of the home page behind this line."""
        return f"http://localhost:{self.port}"

    def take(self):
        """Return what has been counted, and begin at nothing again."""
        counted, self.bytes = self.bytes, 0
        return counted

    def close(self):
        """Take no more connections."""
        self._listener.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                browser, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self.server))
                for ends in ((browser, server, False), (server, browser, True)):
                    threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, source, target, counts):
        with contextlib.suppress(OSError):
            while chunk := source.recv(_CHUNK):
                self.bytes += len(chunk) if counts else 0
                target.sendall(chunk)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
