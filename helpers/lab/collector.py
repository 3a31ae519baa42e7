"""Collects a learner's outcomes on given inputs, as typed JSON.

Used by ``check`` in the notebook and, alone, inside the grader's sandbox: there the inputs come in
and the outcomes go out, and the judging happens elsewhere.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from helpers.checking.calls import Outcome, call_plain
from helpers.checking.plain import decode, encode

REPLY_MIME = "application/vnd.workbook.reply+json"
MAX_FILE = 3_000_000  # bytes; a lesson's workbook is far smaller
_START = Path.cwd()  # where the lesson lies, whatever the learner's code changes later


def question(answer: str, kind: str, calls: Mapping[str, Mapping[str, Any]], seconds: float) -> str:
    """Write a question: ``calls`` maps a case's name to its arguments.

    Only a function is given the arguments; of a variable its value is asked.
    """
    is_function = kind in {"function", "chart"}
    return json.dumps(
        {
            "answer": answer,
            "is_function": is_function,
            "seconds": seconds,
            "calls": [
                [name, [[key, encode(value)] for key, value in args.items()] if is_function else []]
                for name, args in calls.items()
            ],
        },
        ensure_ascii=False,
    )


def outcomes(text: str, namespace: Mapping[str, Any]) -> dict[str, Outcome]:
    """Answer a ``question`` with what the learner's ``namespace`` holds.

    After a timeout the remaining cases are not reached, and absent.
    """
    found = _plain_outcomes(text, namespace)
    return {name: Outcome.from_plain(outcome) for name, outcome in found.items()}


def collect(text: str) -> None:
    """Answer a question in the running kernel and publish the outcomes for the grader."""
    from IPython.core.getipython import get_ipython

    _publish(json.dumps(_plain_outcomes(text, get_ipython().user_ns)))


def _plain_outcomes(text: str, namespace: Mapping[str, Any]) -> dict[str, Any]:
    asked = json.loads(text)
    found: dict[str, Any] = {}
    for name, pairs in asked["calls"]:
        args = {key: decode(value) for key, value in pairs}
        found[name] = _outcome(asked, args, namespace)
        if found[name]["kind"] == "timeout":
            break
    return found


def _outcome(
    asked: dict[str, Any], args: dict[str, Any], namespace: Mapping[str, Any]
) -> dict[str, Any]:
    name = asked["answer"]
    if name not in namespace:
        return Outcome("missing").to_plain()
    value = namespace[name]
    if not asked["is_function"]:
        return call_plain(lambda: value, {}, asked["seconds"])
    if not callable(value):
        message = f"'{type(value).__name__}' object is not callable"
        return Outcome("raised", error="TypeError", message=message).to_plain()
    return call_plain(value, args, asked["seconds"])


def collect_files(names: Sequence[str]) -> None:
    """Publish the named files of the lesson's folder for the grader, in base64."""
    found = {}
    for name in names:
        path = _START / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_FILE:
            found[name] = base64.b64encode(path.read_bytes()).decode("ascii")
    _publish(json.dumps(found))


def _publish(reply: str) -> None:
    from IPython.display import display

    # displaying flushes the streams, and a learner's code may have put anything in their place
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        display({REPLY_MIME: reply}, raw=True)
