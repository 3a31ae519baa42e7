"""What is kept of a kernel's messages about one cell: capped as it arrives, untrusted."""

from __future__ import annotations

from typing import Any

from grading.execution.api import REPLY_MIME, Limits

MAX_RICH = 10_000_000  # characters of pictures and HTML of one cell
MAX_ALL = 50_000_000  # characters of all outputs of one submission
MAX_OUTPUTS = 200
MAX_LINES, MAX_LINE = 50, 2_000  # of a traceback


class Room:
    """How much of one submission's outputs may still be kept: its cells are many."""

    def __init__(self) -> None:
        self.left = MAX_ALL

    def take(self, size: int) -> bool:
        """Tell whether there was room for ``size`` characters; it is taken then."""
        if size > self.left:
            return False
        self.left -= size
        return True


class CellOutputs:
    """Collects the outputs of one cell; ``reply`` is the first reply to a question."""

    def __init__(self, limits: Limits, room: Room | None = None) -> None:
        self.reply: str | None = None
        self._limits = limits
        self._room = room or Room()
        self._text_left = limits.output_chars
        self._rich_left = MAX_RICH
        self._outputs: list[dict[str, Any]] = []
        self._chunks: list[str] = []  # of the stream that is being written
        self._stream = ""

    def hear(self, message: dict[str, Any]) -> None:
        """Take one iopub message; anything malformed or beyond the caps is left out."""
        kind, content = message.get("msg_type"), message.get("content")
        if not isinstance(content, dict) or not isinstance(kind, str):
            return
        if kind == "stream":
            self._write(content.get("name"), content.get("text"))
        elif kind in {"display_data", "execute_result"}:
            self._show(kind, content.get("data"))
        elif kind == "error":
            self._fail(content)
        elif kind == "clear_output":
            self._flush()
            self._outputs.clear()

    def outputs(self) -> list[dict[str, Any]]:
        """Everything kept, as nbformat outputs."""
        self._flush()
        return self._outputs

    def _write(self, name: Any, text: Any) -> None:
        if name not in ("stdout", "stderr") or not isinstance(text, str) or self._text_left <= 0:
            return
        if not self._room.take(min(len(text), self._text_left)):
            return
        if name != self._stream:
            self._flush()
            self._stream = name
        self._chunks.append(text[: self._text_left])
        self._text_left -= len(text)
        if self._text_left <= 0:
            self._chunks.append("\n……输出太多，后面的省略了。\n")

    def _flush(self) -> None:
        if self._chunks:
            text = "".join(self._chunks)
            self._add({"output_type": "stream", "name": self._stream, "text": text})
        self._chunks, self._stream = [], ""

    def _add(self, output: dict[str, Any]) -> None:
        if len(self._outputs) < MAX_OUTPUTS:
            self._outputs.append(output)

    def _show(self, kind: str, data: Any) -> None:
        self._flush()
        if not isinstance(data, dict):
            return
        if REPLY_MIME in data:
            self._take_reply(data[REPLY_MIME])
            return
        shown = {mime: value for mime, value in data.items() if isinstance(value, str)}
        size = sum(len(mime) + len(value) for mime, value in shown.items())
        if shown and size <= self._rich_left and self._room.take(size):
            self._rich_left -= size
            self._add({"output_type": kind, "data": shown, "metadata": {}})

    def _take_reply(self, reply: Any) -> None:
        if self.reply is None and isinstance(reply, str):
            self.reply = reply if len(reply) <= self._limits.reply_chars else ""

    def _fail(self, content: dict[str, Any]) -> None:
        self._flush()
        if any(output["output_type"] == "error" for output in self._outputs):
            return  # a cell ends at its first exception; more are made up
        lines = content.get("traceback")
        kept = (
            [str(line)[:MAX_LINE] for line in lines[:MAX_LINES]] if isinstance(lines, list) else []
        )
        words = {key: str(content.get(key))[:MAX_LINE] for key in ("ename", "evalue")}
        if not self._room.take(sum(map(len, [*kept, *words.values()]))):
            return
        self._add({"output_type": "error", "traceback": kept, **words})
