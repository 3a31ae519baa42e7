"""Messages between the grader and the sandbox: JSON text with its length before it."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

HEAD = struct.Struct(">I")
CHILD, PARENT = b"c", b"p"  # what a socket that is sent along is for

Message = dict[str, Any]


def pack(message: Message) -> bytes:
    """Return ``message`` as bytes; what cannot be written as UTF-8 becomes a question mark."""
    data = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")
    return HEAD.pack(len(data)) + data


def read(channel: socket.socket) -> Message | None:
    """Wait for the next message from the grader; None when there will be no more."""
    head = _exactly(channel, HEAD.size)
    data = _exactly(channel, HEAD.unpack(head)[0]) if head else None
    return None if data is None else json.loads(data)


def _exactly(channel: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = channel.recv(size - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)
