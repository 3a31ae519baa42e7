"""A real IPython kernel, spoken to through jupyter_client; what it says is not trusted."""

from __future__ import annotations

import os
import queue
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Protocol

import zmq
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from grading.execution.api import Ended, Heard, KernelError, Limits
from grading.execution.bubble import end_sandbox, start_sandbox
from grading.execution.inside.first import FIRST
from grading.execution.watch import Watch

START_SECONDS = 60.0
NEVER = 10**9  # milliseconds; twice as many must fit into 32 bits, since libzmq adds some at random
_CHANNELS = ("shell", "iopub", "control")

Message = dict[str, Any]


class Watching(Protocol):
    """Looks after a kernel from outside."""

    def broken(self) -> bool:
        """Tell whether its processes went too far."""
        ...


class JupyterKernel(ABC):
    """A ``grading.execution.api.Kernel`` in processes of its own; a subclass says where. Nothing of it outlives ``close``."""

    _process: subprocess.Popen[bytes]
    _watch: Watching

    def __init__(self, files: Mapping[str, bytes], limits: Limits) -> None:
        """Start the kernel with ``files`` in its working folder; raises KernelError if it does not."""
        self._stack, self._limits = ExitStack(), limits
        try:
            self._launch(files, limits)
            self._connect()
            if self.execute(FIRST, START_SECONDS, _ignore) != "ok":
                raise KernelError("the kernel cannot import the grading edition")
        except BaseException:
            self.close()
            raise

    @abstractmethod
    def _launch(self, files: Mapping[str, bytes], limits: Limits) -> None:
        """Start the process and put its end on the stack; set ``_process`` and ``_watch``."""

    @abstractmethod
    def _find(self) -> bool:
        """Tell whether the kernel listens by now; the client then knows where."""

    def _connect(self) -> None:
        context = zmq.Context()
        context.setsockopt(zmq.MAXMSGSIZE, self._limits.message_bytes)
        context.setsockopt(zmq.RCVHWM, 20)
        context.setsockopt(zmq.SNDTIMEO, 5_000)
        context.setsockopt(zmq.LINGER, 0)
        # never connect again: learners can put links to other sockets of this computer where theirs
        # were. Not -1, with which libzmq may abort this process when a kernel dies
        context.setsockopt(zmq.RECONNECT_IVL, NEVER)
        self._stack.callback(context.destroy, linger=0)
        self._client = BlockingKernelClient(context=context)
        end = time.monotonic() + START_SECONDS
        while not self._find():
            self._check_start(end)
            time.sleep(0.01)
        # never stop_channels: it opens those that were not in use, by paths that learners can change
        self._client.start_channels(stdin=False, hb=False)
        while not self._is_heard():
            self._check_start(end)

    def _check_start(self, end: float) -> None:
        if time.monotonic() > end or not self.alive():
            raise KernelError("the kernel did not start")

    def _is_heard(self) -> bool:
        """Tell whether the kernel's messages reach us: it must say that it works on a request."""
        request = self._client.kernel_info()
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            message = self._next(self._client.get_iopub_msg, 0.1)
            if message is not None and _parent(message) == request:
                return True
        return False

    def alive(self) -> bool:
        """Tell whether the kernel can still be used."""
        return self._process.poll() is None

    def execute(self, code: str, seconds: float, heard: Heard) -> Ended:
        """Run ``code``; see ``grading.execution.api.Kernel``."""
        # requests that nobody inside can foresee: no reply can be forged before its question is asked
        self._client.session.session = secrets.token_hex(16)
        try:
            request = self._client.execute(code, allow_stdin=False, stop_on_error=False)
        except zmq.ZMQError:
            self.close()
            return "died"
        ended = self._listen(request, seconds, heard)
        if ended == "timeout":
            self._interrupt(request)
        elif ended == "died":
            self.close()
        return ended

    def _listen(self, request: str, seconds: float, heard: Heard) -> Ended:
        end = time.monotonic() + seconds
        replied: Ended | None = None
        while time.monotonic() < end:
            if self._watch.broken():
                return "died"
            message = self._next(self._client.get_iopub_msg, 0.1)
            if message is None:
                if not self.alive():
                    return "died"
                if replied:  # a message was lost: too large, or one of too many
                    return replied if self._is_heard() else "died"
                replied = self._reply(request, 0.0)
            elif _parent(message) == request:
                if _is_idle(message):
                    return self._reply(request, 2.0) or "ok"
                heard(message)
        return "timeout"

    def _reply(self, request: str, seconds: float) -> Ended | None:
        """How the cell ended, as the shell's reply has it; None if there is none."""
        end = time.monotonic() + seconds
        while True:
            message = self._next(self._client.get_shell_msg, max(0.0, end - time.monotonic()))
            if message is None:
                return None
            if _parent(message) == request:
                return "ok" if _content(message).get("status") == "ok" else "error"

    def _interrupt(self, request: str) -> None:
        try:
            self._ask_to_stop()
            listening = self._listen(request, self._limits.interrupt_seconds, _ignore) in {
                "ok",
                "error",
            }
        except zmq.ZMQError:
            listening = False
        if not listening:
            self.close()

    def _ask_to_stop(self) -> None:
        message = self._client.session.msg("interrupt_request")
        self._client.control_channel.send(message)

    def _next(self, get: Callable[..., Any], seconds: float) -> Message | None:
        try:
            message = get(timeout=seconds)
        except queue.Empty:
            return None
        except Exception:  # not a message at all: learners' code may write to the sockets
            return {}
        return message if isinstance(message, dict) else {}

    def close(self) -> None:
        """End the kernel with all its processes and remove its folder."""
        self._stack.close()


class SandboxKernel(JupyterKernel):
    """A kernel in a sandbox, spoken to through sockets in a folder that both sides see."""

    def _launch(self, files: Mapping[str, bytes], limits: Limits) -> None:
        # the only folder that both sides see: sockets, whose paths must be short, and how to find them
        shared = Path(tempfile.mkdtemp(prefix="wb-", dir="/tmp"))
        self._stack.callback(remove_tree, shared)
        self._connection = shared / "c.json"
        key = secrets.token_hex(32).encode()
        write_connection_file(str(self._connection), transport="ipc", ip=str(shared / "k"), key=key)
        command = kernel_command(self._connection)
        self._process = start_sandbox(command, files, limits, shared=shared)
        self._stack.callback(end_sandbox, self._process)
        self._watch = Watch(self._process.pid, shared, limits.memory_mb)

    def _find(self) -> bool:
        self._client.load_connection_file(str(self._connection))
        info = self._client.get_connection_info()
        return all(_accepts(f"{info['ip']}-{info[f'{name}_port']}") for name in _CHANNELS)


def kernel_command(connection: Path) -> list[str]:
    """The command that starts a kernel, which tells by the file ``connection`` how to reach it."""
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", str(connection)]
    return [*command, "--HistoryManager.enabled=False", "--IPKernelApp.capture_fd_output=True"]


def _accepts(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(path) == 0


def _ignore(_message: Message) -> None:
    return None


def _content(message: Message) -> Message:
    content = message.get("content")
    return content if isinstance(content, dict) else {}


def _parent(message: Message) -> Any:
    header = message.get("parent_header")
    return header.get("msg_id") if isinstance(header, dict) else None


def _is_idle(message: Message) -> bool:
    status = message.get("msg_type") == "status"
    return status and _content(message).get("execution_state") == "idle"


def remove_tree(folder: Path) -> None:
    """Remove a folder in which learners' code may have left closed folders and links."""
    for path, names, _ in os.walk(folder):
        for inner in (Path(path, name) for name in names):
            with suppress(OSError):
                if not inner.is_symlink():
                    inner.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
