"""A notebook in a real kernel, cell by cell, as JupyterLab runs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

SECONDS = 60  # for one cell; far more than any needs


@dataclass
class Outputs:
    """What one cell showed: printed text, the last expression's text, HTML, an exception's name; was Jupyter's traceback there?"""

    printed: str = ""
    value: str = ""
    html: str = ""
    error: str = ""
    traceback: bool = False

    @property
    def words(self) -> str:
        """The HTML as a person reads it."""
        return unescape(re.sub(r"<[^>]*>", " ", self.html))


class Notebook:
    """Cells run in order; a cell run again under its name is a changed cell of the notebook."""

    def __init__(self, client: BlockingKernelClient, folder: Path) -> None:
        self._client = client
        self.folder = folder

    def run(self, source: str, cell: str = "") -> Outputs:
        """Run ``source`` in the cell of that name; without a name the front end tells none."""
        metadata = {"cellId": cell} if cell else {}
        message = self._client.session.msg("execute_request", _request(source), metadata=metadata)
        self._client.shell_channel.send(message)
        outputs, asked = Outputs(), message["header"]["msg_id"]
        while True:
            heard = self._client.get_iopub_msg(timeout=SECONDS)
            if heard["parent_header"].get("msg_id") != asked:
                continue
            content = heard["content"]
            if heard["msg_type"] == "status" and content["execution_state"] == "idle":
                reply = self._client.get_shell_msg(timeout=SECONDS)
                while reply["parent_header"].get("msg_id") != asked:  # a slow start leaves some
                    reply = self._client.get_shell_msg(timeout=SECONDS)
                outputs.error = reply["content"].get("ename", "")
                return outputs
            _add(outputs, heard["msg_type"], content)


def _request(source: str) -> dict[str, object]:
    return {
        "code": source,
        "silent": False,
        "store_history": True,
        "user_expressions": {},
        "allow_stdin": False,
        "stop_on_error": False,
    }


def _add(outputs: Outputs, kind: str, content: dict[str, dict[str, str]]) -> None:
    if kind == "stream":
        outputs.printed += str(content["text"])
    if kind == "error":
        outputs.traceback = True
    outputs.html += content.get("data", {}).get("text/html", "")
    if kind == "execute_result":
        outputs.value = content["data"]["text/plain"]


@contextmanager
def notebook(folder: Path) -> Iterator[Notebook]:
    """A fresh kernel whose working folder is ``folder``."""
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(folder))
    try:
        yield Notebook(client, folder)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
