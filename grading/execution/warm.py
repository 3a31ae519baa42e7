"""Kernels forked from a warm parent: all that is slow about a kernel's start is done once.

The parent sits in one bubblewrap and never runs a learner's code. Each child it forks shuts itself in
(``grading.execution.inside.jail``) before the first cell, so that no child sees another.
"""

from __future__ import annotations

import base64
import os
import secrets
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from copy import deepcopy
from typing import Any, Protocol

from grading.execution.api import CellRun, Ended, Heard, KernelError, Limits
from grading.execution.bubble import end_sandbox, resource_limits, start_sandbox
from grading.execution.channel import Channel, ChannelError
from grading.execution.edition import font_list
from grading.execution.heard import CellOutputs
from grading.execution.inside.frames import CHILD, PARENT
from grading.execution.mounts import FONTS, GRADER, WORK, WRITABLE, trees
from grading.execution.syscalls import syscall_filter
from grading.execution.watch import Watch

START_SECONDS = 60.0
KILL_SECONDS = 10.0
_PARENT = f"""
import socket, sys
sys.path.insert(0, {GRADER!r})
from inside.parent import main
sys.path.remove({GRADER!r})
main(socket.socket(fileno=int(sys.argv[1])))
"""


class Parent(Protocol):
    """Whatever forks kernels."""

    def fork(self, kind: bytes = CHILD) -> socket.socket:
        """Fork and return the socket to what was forked; raises KernelError if the parent is gone."""
        ...


class WarmParent:
    """One warm parent in one sandbox, for kernels one after the other."""

    def __init__(self) -> None:
        """Start it; raises KernelError if it does not come up, WorkbookError without bubblewrap."""
        self._control, inner = socket.socketpair()
        with inner:
            command = [sys.executable, "-c", _PARENT, str(inner.fileno())]
            self._process = start_sandbox(command, {}, Limits(), inner=inner.fileno())
        self._control.settimeout(START_SECONDS)
        with suppress(OSError):
            if self._control.recv(1) == b"w":
                return
        self.close()
        raise KernelError("the warm parent did not start")

    def alive(self) -> bool:
        """Tell whether it can still fork."""
        return self._process.poll() is None

    def fork(self, kind: bytes = CHILD) -> socket.socket:
        """Fork and return the socket to what was forked; raises KernelError if the parent is gone."""
        return _fork(self._control, kind)

    def close(self) -> None:
        """End the parent and whatever it forked."""
        self._control.close()
        end_sandbox(self._process)


class LessonParent:
    """A fork of the warm parent that has run the cells that a class shares, and forks in its turn."""

    def __init__(
        self, parent: WarmParent, sources: Sequence[str], data: Mapping[str, bytes], limits: Limits
    ) -> None:
        """Run ``sources`` with ``data``; raises KernelError where one of them does not end well."""
        self.of = (parent, tuple(sources), dict(data))
        self.runs: list[CellRun] = []
        self._end = parent.fork(PARENT)
        channel = Channel(self._end, limits.message_bytes)
        try:
            files = {"work": WORK, "files": _placed(data)}
            channel.send({**files, "text_chars": limits.output_chars})
            for source in sources:
                self.runs.append(_shared_run(channel, source, limits))
            channel.send({"code": None})
        except (ChannelError, KernelError) as error:
            self.close()
            raise KernelError("the shared cells do not run") from error

    def fork(self, kind: bytes = CHILD) -> socket.socket:
        """Fork and return the socket to what was forked; raises KernelError if the parent is gone."""
        return _fork(self._end, kind)

    def close(self) -> None:
        """Let it end."""
        self._end.close()


def _fork(control: socket.socket, kind: bytes) -> socket.socket:
    mine, theirs = socket.socketpair()
    with theirs:
        try:
            socket.send_fds(control, [kind], [theirs.fileno()])
        except OSError as error:
            mine.close()
            raise KernelError("the warm parent is gone") from error
    return mine


def _shared_run(channel: Channel, source: str, limits: Limits) -> CellRun:
    """Run one cell of the release's; raises KernelError where it does not end well in time."""
    heard = CellOutputs(limits)
    channel.send({"id": "", "code": source})
    end = time.monotonic() + limits.cell_seconds
    while (left := end - time.monotonic()) > 0:
        message = channel.next(left)
        if message is None:
            break
        if message["msg_type"] == "done":
            if message["content"]["status"] != "ok":
                break
            return CellRun(heard.outputs(), "ok")
        heard.hear(message)
    raise KernelError("a shared cell does not end well")


class WarmKernel:
    """A ``grading.execution.api.Kernel``: one child of a warm parent."""

    def __init__(self, parent: Parent, files: Mapping[str, bytes], limits: Limits) -> None:
        """Fork it with ``files`` in its working folder; raises KernelError if it does not start."""
        self._limits = limits
        self._stack, self._closed = ExitStack(), False
        try:
            self._start(parent, files, limits)
        except (ChannelError, ProcessLookupError) as error:  # gone before or after it spoke
            self.close()
            raise KernelError("a child of the warm parent did not start") from error
        except BaseException:
            self.close()
            raise

    def _start(self, parent: Parent, files: Mapping[str, bytes], limits: Limits) -> None:
        self._channel = Channel(parent.fork(), limits.message_bytes)
        self._stack.callback(self._channel.close)
        self._channel.send(_settings(files, limits))
        # before any stranger's code runs, the system itself tells which processes speak
        first = self._channel.first_speaker("shut in", START_SECONDS)
        self._first = os.pidfd_open(first)
        self._stack.callback(os.close, self._first)
        self._stack.callback(_kill, self._first)
        self._main = os.pidfd_open(self._channel.first_speaker("ready", START_SECONDS))
        self._stack.callback(os.close, self._main)
        self._watch = Watch(first, None, limits.memory_mb)

    def alive(self) -> bool:
        """Tell whether the kernel can still be used."""
        return not self._closed

    def execute(self, code: str, seconds: float, heard: Heard) -> Ended:
        """Run ``code``; see ``grading.execution.api.Kernel``."""
        # a request that nobody inside can foresee: no reply can be forged before its question is asked
        request = secrets.token_hex(16)
        try:
            self._channel.send({"id": request, "code": code})
            ended = self._listen(request, seconds, heard)
            if ended == "timeout":
                self._interrupt(request)
            return ended
        except ChannelError:
            self.close()
            return "died"

    def _listen(self, request: str, seconds: float, heard: Heard) -> Ended:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._watch.broken():
                raise ChannelError("over its limits")
            message = self._channel.next(min(left, 0.1))
            if message is None or message.get("id") != request:
                continue
            if message.get("msg_type") == "done":
                content = message.get("content")
                ok = isinstance(content, dict) and content.get("status") == "ok"
                return "ok" if ok else "error"
            heard(message)
        return "timeout"

    def _interrupt(self, request: str) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._main, signal.SIGINT)
        if (
            self._listen(request, self._limits.interrupt_seconds, lambda _message: None)
            == "timeout"
        ):
            self.close()

    def close(self) -> None:
        """End the child with all its processes; its files are gone with it."""
        self._closed = True
        self._stack.close()


class WarmKernels:
    """Starts warm kernels; the parent is started when the first is wanted, and again if it ended.

    Each thread has a parent of its own: bubblewrap's ends with the thread that started it.
    """

    def __init__(self) -> None:
        self._of_thread = threading.local()

    def __call__(self, files: Mapping[str, bytes], limits: Limits) -> WarmKernel:
        """A kernel with ``files`` in its working folder; raises KernelError if it does not start."""
        return WarmKernel(self._parent(), files, limits)

    def begin(
        self,
        sources: Sequence[str],
        data: Mapping[str, bytes],
        files: Mapping[str, bytes],
        limits: Limits,
    ) -> tuple[WarmKernel, list[CellRun]]:
        """A kernel that has run ``sources``, once for all that begin alike; see ``api.Begin``."""
        parent = self._parent()
        lessons: LessonParent | None = getattr(self._of_thread, "lessons", None)
        if lessons is None or lessons.of != (parent, tuple(sources), dict(data)):
            self._forget_lesson()
            lessons = self._of_thread.lessons = LessonParent(parent, sources, data, limits)
        try:
            return WarmKernel(lessons, files, limits), deepcopy(lessons.runs)
        except KernelError:
            self._forget_lesson()  # the next submission begins with a new one
            raise

    def _forget_lesson(self) -> None:
        lessons: LessonParent | None = getattr(self._of_thread, "lessons", None)
        if lessons is not None:
            lessons.close()
        self._of_thread.lessons = None

    def _parent(self) -> WarmParent:
        parent: WarmParent | None = getattr(self._of_thread, "parent", None)
        if parent is None or not parent.alive():
            parent = self._of_thread.parent = WarmParent()
        return parent


def _settings(files: Mapping[str, bytes], limits: Limits) -> dict[str, Any]:
    """What a child's ``inside.jail`` needs to know, ready for JSON."""
    fonts = {f"{FONTS}/{name}": data for name, data in font_list().items()}
    return {
        "work": WORK,
        "folders": WRITABLE,
        "trees": [str(tree) for tree in trees() if any(map(tree.is_relative_to, WRITABLE))],
        "files": _placed(files) | _in_base64(fonts),
        "limits": resource_limits(limits),
        "text_chars": limits.output_chars,
        "filter": base64.b64encode(syscall_filter()).decode("ascii"),
    }


def _placed(files: Mapping[str, bytes]) -> dict[str, str]:
    """The files of the working folder, by their paths."""
    return _in_base64({f"{WORK}/{os.path.basename(name)}": data for name, data in files.items()})


def _in_base64(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: base64.b64encode(data).decode("ascii") for path, data in files.items()}


def _kill(first: int) -> None:
    """Kill the first process of a PID namespace: it is gone when all others of it are."""
    with suppress(ProcessLookupError):
        signal.pidfd_send_signal(first, signal.SIGKILL)
    select.select([first], [], [], KILL_SECONDS)
