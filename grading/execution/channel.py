"""The grader's end of the socket to a warm parent's child: what comes is a stranger's, and capped."""

from __future__ import annotations

import json
import select
import socket
import struct
import time

from grading.execution.inside.frames import HEAD, Message, pack

SEND_SECONDS = 5.0
_CHUNK = 1 << 18
_CREDENTIALS = struct.Struct("3i")  # pid, uid, gid, as Linux has them


class ChannelError(RuntimeError):
    """The other end is gone, does not listen, or said something that is no message."""


class Channel:
    """Messages over one end of a socket pair, which it owns; ``most`` is the size of one, in bytes."""

    def __init__(self, end: socket.socket, most: int) -> None:
        self._end, self._most = end, most
        self._buffer = bytearray()
        end.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        end.settimeout(SEND_SECONDS)

    def close(self) -> None:
        """Hang up; may be called twice."""
        self._end.close()

    def send(self, message: Message) -> None:
        """Send ``message``; raises ChannelError if the other end does not take it."""
        try:
            self._end.sendall(pack(message))
        except OSError as error:
            raise ChannelError("nobody listens") from error

    def next(self, seconds: float) -> Message | None:
        """Return the next message, or None if none came within ``seconds``.

        Raises ChannelError where there can be no more, or what came is too large or no message.
        """
        return self._wait(seconds)[0]

    def first_speaker(self, word: str, seconds: float) -> int:
        """Wait for the message ``word`` and return the id of the process that sent it.

        The id is as this process sees it, and true: Linux adds it, and only one with rights over the
        PID namespace could name another. Raises ChannelError if something else comes.
        """
        message, sender = self._wait(seconds)
        if message is None or message.get("msg_type") != word or sender <= 0:
            raise ChannelError("the child did not start")
        return sender

    def _wait(self, seconds: float) -> tuple[Message | None, int]:
        """The next message and the process that sent its end; None and 0 if none came."""
        end, sender = time.monotonic() + seconds, 0
        while (message := self._complete()) is None:
            ready, _, _ = select.select([self._end], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                return None, 0
            sender = self._take()
        return message, sender

    def _take(self) -> int:
        """Read what is there; return the id of the process that sent it, 0 if unknown."""
        try:
            # room for the sender's id only: descriptors sent along are closed by the system
            data, extra, _, _ = self._end.recvmsg(_CHUNK, socket.CMSG_SPACE(_CREDENTIALS.size))
        except OSError as error:
            raise ChannelError("the child is gone") from error
        if not data:
            raise ChannelError("the child is gone")
        self._buffer += data
        for level, kind, content in extra:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
                return int(_CREDENTIALS.unpack(content[: _CREDENTIALS.size])[0])
        return 0

    def _complete(self) -> Message | None:
        """Take one message out of what was read; None if there is none yet."""
        if len(self._buffer) < HEAD.size:
            return None
        size = HEAD.unpack_from(self._buffer)[0]
        if size > self._most:
            raise ChannelError("a message is too large")
        if len(self._buffer) < HEAD.size + size:
            return None
        data = bytes(self._buffer[HEAD.size : HEAD.size + size])
        del self._buffer[: HEAD.size + size]
        try:
            message = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise ChannelError("not a message") from error
        if not isinstance(message, dict):
            raise ChannelError("not a message")
        return message
