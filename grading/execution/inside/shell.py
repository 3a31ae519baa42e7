"""An IPython shell like ipykernel's that speaks through one socket, and needs no kernel around it."""

from __future__ import annotations

import builtins
import getpass
import io
import os
import selectors
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

from .frames import Message, pack, read

_FLUSH_CHARS, _FLUSH_SECONDS = 20_000, 0.2
_DONE = "done"


class Out:
    """Where messages about the running request go; of its text no more than the grader keeps."""

    def __init__(self) -> None:
        self.request = ""
        self.text_left = 0
        self._channel: socket.socket | None = None
        self._pid = self._text_chars = 0
        self._lock = threading.RLock()

    def connect(self, channel: socket.socket, text_chars: int) -> None:
        """Speak to ``channel`` from now on; ``text_chars`` is what is kept of one cell's text."""
        self._channel, self._text_chars, self._pid = channel, text_chars, os.getpid()

    def disconnect(self) -> None:
        """Speak to nobody."""
        self._channel = None

    def start(self, request: str) -> None:
        """What is sent from here on is about ``request``."""
        self.request, self.text_left = request, self._text_chars + 1

    def send(self, kind: str, content: Message) -> None:
        """Send one message; nothing before a channel is there, such as while warming up."""
        # a process that a cell forks must not speak between this one's words
        if self._channel is not None and os.getpid() == self._pid:
            data = pack({"id": self.request, "msg_type": kind, "content": content})
            with self._lock:
                self._channel.setblocking(True)  # whatever a cell did to its descriptors
                self._channel.sendall(data)


class Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of the cells."""

    encoding = "UTF-8"

    def __init__(self, out: Out, name: str, descriptor: int) -> None:
        self.name = name
        self._out, self._descriptor, self._pid = out, descriptor, os.getpid()
        self._parts: list[str] = []
        self._chars, self._flushed = 0, time.monotonic()
        self._lock = threading.RLock()

    def adopt(self) -> None:
        """Belong to this process; one that a cell forks writes to the descriptor instead."""
        self._pid = os.getpid()

    def fileno(self) -> int:
        """The descriptor that stands behind the stream, for programs that a cell starts."""
        return self._descriptor

    def isatty(self) -> bool:
        """Tell that nobody types here."""
        return False

    def writable(self) -> bool:
        """Tell that this can be written to."""
        return True

    def write(self, text: str) -> int:
        """Take ``text``; it is sent a little later, with what follows it."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self._pid:
            os.write(self._descriptor, text.encode("utf-8", "replace"))
            return len(text)
        with self._lock:
            kept = text[: max(0, self._out.text_left)]
            self._out.text_left -= len(kept)
            if kept:
                if not self._parts:
                    self._flushed = time.monotonic()
                self._parts.append(kept)
                self._chars += len(kept)
            late = time.monotonic() - self._flushed > _FLUSH_SECONDS
            if self._parts and (late or self._chars > _FLUSH_CHARS):
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        if os.getpid() != self._pid:
            return
        with self._lock:
            text, self._parts, self._chars = "".join(self._parts), [], 0
            if text:
                self._out.send("stream", {"name": self.name, "text": text})


class _Descriptors:
    """Hands on what is written to descriptors 1 and 2, by programs that a cell starts.

    Its thread also sends what a cell printed before it began to be slow.
    """

    def __init__(self, streams: dict[int, Stream]) -> None:
        self._lock, self._streams = threading.Lock(), streams
        self._ends = selectors.DefaultSelector()
        for descriptor, stream in streams.items():
            end, start = os.pipe()
            os.dup2(start, descriptor)
            os.close(start)
            os.set_blocking(end, False)
            self._ends.register(end, selectors.EVENT_READ, stream)
        threading.Thread(target=self._watch, daemon=True).start()

    def drain(self) -> None:
        """Hand on what is there now."""
        with self._lock, suppress(OSError, ValueError):
            for key, _ in self._ends.select(0):
                while part := os.read(key.fd, 65536):
                    key.data.write(part.decode("utf-8", "replace"))

    def _watch(self) -> None:
        # a cell may close every descriptor: then nothing more can be handed on
        with suppress(OSError, ValueError):
            while True:
                if self._ends.select(_FLUSH_SECONDS):
                    self.drain()
                for stream in self._streams.values():
                    stream.flush()
                time.sleep(0.005)


class _OutSession(Session):  # type: ignore[misc]  # jupyter_client is partly typed
    """Jupyter's session, sending to ``out`` instead of a ZeroMQ socket."""

    out: Out

    def send(  # as in the base class
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,
        **_more: Any,
    ) -> None:
        if isinstance(msg_or_type, dict):
            msg_or_type, content = msg_or_type["msg_type"], msg_or_type["content"]
        self.out.send(msg_or_type, content)


class Shell(ZMQInteractiveShell):
    """ipykernel's shell without a kernel: the same outputs, tracebacks and magics."""

    streams: tuple[Stream, Stream]

    def run(self, code: str) -> bool:
        """Run a cell; tell whether it ended well."""
        return bool(self.run_cell(code, store_history=True).success)  # type: ignore[no-untyped-call]

    def enable_gui(self, gui: Any = None) -> None:
        """Do nothing: there is no event loop, and ``%matplotlib inline`` asks for none."""

    def ask_exit(self) -> None:
        """Do nothing: exit() in a cell ends that cell only."""


def new_shell(out: Out) -> Shell:
    """Make the process's one shell, speaking to ``out``; its streams become Python's."""
    config = Config()
    config.HistoryManager.enabled = False
    session = _OutSession(key=b"")
    session.out = out
    shell: Shell = Shell.instance(config=config, user_ns={}, compiler_class=XCachingCompiler)
    shell.displayhook.session = shell.display_pub.session = session
    shell.displayhook.topic = b"execute_result"
    builtins.input = _no_input
    getpass.getpass = _no_input
    shell.streams = (Stream(out, "stdout", 1), Stream(out, "stderr", 2))
    sys.stdout, sys.stderr = shell.streams
    return shell


def _no_input(*_prompt: Any, **_more: Any) -> str:
    """As in a kernel whose frontend has no keyboard."""
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests."
    )


def serve(shell: Shell, out: Out, channel: socket.socket) -> None:
    """Run each request's code until the grader closes ``channel``. The one thing a child does."""
    for stream in shell.streams:
        stream.adopt()
    descriptors = _Descriptors(dict(zip((1, 2), shell.streams, strict=True)))
    out.send("ready", {})
    while (message := _next(channel)) is not None:
        answer(shell, out, message, descriptors.drain)


def answer(
    shell: Shell, out: Out, message: Message, drain: Callable[[], None] = lambda: None
) -> None:
    """Run one request's code and say how it ended; ``drain`` hands on what programs wrote."""
    streams = shell.streams  # whatever a cell makes of sys.stdout
    out.start(message["id"])
    status = _run(shell, message["code"])
    with suppress(Exception, KeyboardInterrupt):
        drain()
    for stream in streams:
        stream.flush()
    out.send(_DONE, {"status": status})


def _next(channel: socket.socket) -> Message | None:
    channel.setblocking(True)  # whatever a cell did to its descriptors
    return read(channel)


def _run(shell: Shell, code: str) -> str:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        ended = "ok" if shell.run(code) else "error"
    except BaseException:  # whatever a cell did to the shell itself, the next one is asked
        ended = "error"
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(Exception):
        shell.payload_manager.clear_payload()
    return ended
