"""The first executor: a real IPython kernel per submission, inside the sandbox."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Literal

import zmq
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from grading.execution.api import Limits
from grading.execution.sandbox import open_files, sandbox_command, sandbox_environment

MAX_MESSAGE = 20_000_000  # bytes; a larger message is dropped with its connection
START_SECONDS = 60.0
Message = dict[str, Any]
Ended = Literal["ok", "error", "timeout", "died"]


class SandboxKernel:
    """One kernel in one sandbox. Nothing of it outlives ``close``."""

    def __init__(self, files: Mapping[str, bytes], limits: Limits) -> None:
        """Start the kernel with ``files`` in its working folder and wait until it answers."""
        self._limits = limits
        self._stack = ExitStack()
        try:
            self._start(files)
        except BaseException:
            self.close()
            raise

    def _start(self, files: Mapping[str, bytes]) -> None:
        # the only folder that both sides see: sockets and the connection file
        shared = Path(tempfile.mkdtemp(prefix="wb-"))
        self._shared = shared
        self._stack.callback(shutil.rmtree, shared, ignore_errors=True)
        connection = shared / "c.json"
        write_connection_file(str(connection), transport="ipc", ip=str(shared / "k"))
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", str(connection)]
        command += ["--HistoryManager.enabled=False", "--IPKernelApp.capture_fd_output=True"]
        with ExitStack() as opened:
            descriptors = open_files(opened, files)
            line, uid = sandbox_command(command, descriptors, self._limits, shared)
            for path in (shared, connection):
                if uid:
                    os.chown(path, uid, uid)
            self._process = subprocess.Popen(
                line,
                env=sandbox_environment(),
                pass_fds=list(descriptors.values()),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._stack.callback(self._end_process)
        context = zmq.Context()
        context.setsockopt(zmq.MAXMSGSIZE, MAX_MESSAGE)
        context.setsockopt(zmq.RCVHWM, 50)
        context.setsockopt(zmq.LINGER, 0)
        self._client = BlockingKernelClient(context=context)
        self._stack.callback(context.destroy, linger=0)
        self._client.load_connection_file(str(connection))
        self._client.start_channels(hb=False)
        self._stack.callback(self._client.stop_channels)
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.alive():
            with suppress(RuntimeError):
                self._client.wait_for_ready(timeout=2.0)
                return
        raise RuntimeError("the kernel did not start")

    def alive(self) -> bool:
        """Tell whether the sandbox still runs."""
        return self._process.poll() is None

    def execute(self, code: str, seconds: float, heard: Callable[[Message], None]) -> Ended:
        """Run ``code``, handing each message about it to ``heard``; return how it ended.

        After "timeout" and "died" the kernel is of no more use.
        """
        end = time.monotonic() + seconds
        request = self._client.execute(code, allow_stdin=False, stop_on_error=False)
        failed = False
        while time.monotonic() < end:
            message = self._next(self._client.get_iopub_msg)
            if message is None:
                if not self.alive():
                    return "died"
                continue
            if message.get("parent_header", {}).get("msg_id") != request:
                continue
            kind, content = message.get("msg_type"), message.get("content", {})
            if kind == "status" and content.get("execution_state") == "idle":
                return self._reply(request, failed)
            failed = failed or kind == "error"
            heard(message)
        return "timeout" if self.alive() else "died"

    def _next(self, get: Callable[..., Any]) -> Message | None:
        try:
            message = get(timeout=0.1)
        except queue.Empty:
            return None
        except Exception:  # not a message at all: learners' code may write to the sockets
            return None
        return message if isinstance(message, dict) else None

    def _reply(self, request: str, failed: bool) -> Ended:
        """The shell's reply tells of exceptions that the lesson's own handler has shown as a card."""
        end = time.monotonic() + 2.0
        while time.monotonic() < end:
            message = self._next(self._client.get_shell_msg)
            if message and message.get("parent_header", {}).get("msg_id") == request:
                return "error" if failed or message["content"].get("status") == "error" else "ok"
        return "error" if failed else "ok"

    def shared_bytes(self) -> int:
        """How much lies in the one folder outside that the kernel can write to."""
        return sum(path.lstat().st_size for path in self._shared.rglob("*"))

    def close(self) -> None:
        """End the sandbox with all its processes and remove its folder."""
        self._stack.close()

    def _end_process(self) -> None:
        # the sandbox's first process takes every other one of its namespace with it
        self._process.kill()
        self._process.wait()


def execute_all(kernel: SandboxKernel, sources: Sequence[str], seconds: float) -> bool:
    """Run cells for their effect only; False when the kernel is gone."""
    end = time.monotonic() + seconds
    for source in sources:
        left = end - time.monotonic()
        if kernel.execute(source, left, lambda message: None) in {"timeout", "died"}:
            return False
    return True
