"""Where no sandbox works and the teacher says so: a process of its own for each submission, no more.

It keeps accidents apart (an endless loop, memory, a process left behind), not attacks. Nothing here
needs bubblewrap, ``fork`` or unix sockets, so that it works on Windows too.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from jupyter_client.launcher import launch_kernel

from grading.execution.api import Limits
from grading.execution.bubble import clean_environment
from grading.execution.edition import edition_files, font_list
from grading.execution.executor import KernelExecutor
from grading.execution.family import MARK, Family
from grading.execution.kernel import JupyterKernel, kernel_command, remove_tree
from grading.execution.sandbox import COMMAND_SECONDS

STAMP = "没有沙箱保护"
WARNING = (
    f"{STAMP}：学生的代码会以您的身份直接在这台电脑上运行，能上网，能读、改、删您的文件和成绩册，也能看到答案。"
    "请先备份课程文件夹，只批改您信得过的作业。受限制的只有时间、内存和输出的多少；"
    f"分数会注明“{STAMP}”。"
)
# Windows finds its own libraries and programs by these; they say nothing of the teacher
_SYSTEM = ("SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "PROCESSOR_ARCHITECTURE")
_CONNECTION = "c.json"


def unprotected_executor() -> KernelExecutor:
    """An ``Executor`` that runs each submission in an ordinary process with the teacher's rights."""
    return KernelExecutor(UnprotectedKernel)


class UnprotectedKernel(JupyterKernel):
    """A kernel in an ordinary process, spoken to through ports of this computer."""

    def _launch(self, files: Mapping[str, bytes], limits: Limits) -> None:
        self._place = _Place(self._stack, files)
        # the kernel chooses the ports and the key and then writes the file: no two choose the same
        command = [*kernel_command(self._place.root / _CONNECTION), "--ip=127.0.0.1"]
        self._process, self._watch = self._place.start(command, limits)

    def _find(self) -> bool:
        with suppress(OSError, ValueError):  # not there yet, or half written
            self._client.load_connection_file(str(self._place.root / _CONNECTION))
            return True
        return False

    def _ask_to_stop(self) -> None:
        if sys.platform == "win32":  # kernels do not listen to the message there
            from jupyter_client.win_interrupt import send_interrupt

            process: Any = self._process  # jupyter_client puts the event there
            send_interrupt(process.win32_interrupt_event)
        else:
            super()._ask_to_stop()


def run_unprotected(
    command: Sequence[str], files: Mapping[str, bytes], wanted: Sequence[str], limits: Limits
) -> dict[str, bytes]:
    """Run one command of ours on strangers' ``files``, as ``run_in_sandbox`` does, without a sandbox."""
    with ExitStack() as stack:
        place = _Place(stack, files)
        process, family = place.start(command, limits)
        end = time.monotonic() + max(limits.cell_seconds, COMMAND_SECONDS)
        while process.poll() is None and time.monotonic() < end and not family.broken():
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
        finished = process.poll() is not None
        family.end()
        found = {name: place.read(name, limits) for name in wanted} if finished else {}
    return {name: data for name, data in found.items() if data is not None}


class _Place:
    """A fresh temporary folder with the grading edition and what one run needs; removed by the stack."""

    def __init__(self, stack: ExitStack, files: Mapping[str, bytes]) -> None:
        self._stack = stack
        self.root = Path(tempfile.mkdtemp(prefix="wb-")).resolve()
        stack.callback(remove_tree, self.root)
        self.work = self.root / "lesson"
        for folder in ("lesson", "home", "tmp", "fonts"):
            (self.root / folder).mkdir()
        inside = {f"edition/helpers/{name}": data for name, data in edition_files().items()}
        inside |= {f"fonts/{name}": data for name, data in font_list().items()}
        inside |= {f"lesson/{Path(name).name}": data for name, data in files.items()}
        for name, data in inside.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(data)

    def start(
        self, command: Sequence[str], limits: Limits
    ) -> tuple[subprocess.Popen[bytes], Family]:
        """Start ``command`` in the working folder; the stack ends it with all its processes."""
        mark = secrets.token_hex(16)
        process: subprocess.Popen[bytes] = launch_kernel(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment() | {MARK: mark},
            cwd=str(self.work),
        )
        family = Family(process.pid, mark, self.root, limits)
        self._stack.callback(process.wait)
        self._stack.callback(family.end)
        return process, family

    def read(self, name: str, limits: Limits) -> bytes | None:
        """Bytes of a regular file in the working folder; None if there is none, or it is too large."""
        path, most = self.work / name, limits.file_mb * 1024 * 1024
        with suppress(OSError):
            if path.resolve() == path and path.is_file() and path.stat().st_size <= most:
                return path.read_bytes()
        return None

    def _environment(self) -> dict[str, str]:
        home, temporary = str(self.root / "home"), str(self.root / "tmp")
        own = clean_environment(home, str(self.root / "edition"), str(self.root / "fonts"))
        own |= {name: os.environ[name] for name in _SYSTEM if name in os.environ}
        if sys.platform == "win32":
            own["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
            own |= dict.fromkeys(("USERPROFILE", "APPDATA", "LOCALAPPDATA"), home)
        office = (self.root / "home" / "office").as_uri()
        return (
            own | dict.fromkeys(("TMP", "TEMP", "TMPDIR"), temporary) | {"OFFICE_PROFILE": office}
        )
