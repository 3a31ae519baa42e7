"""Calling a learner's function on inputs, and what came of it."""

from __future__ import annotations

import contextlib
import copy
import io
import signal
import sys
import sysconfig
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.checking.plain import Other, PlainError, decode, encode

MAX_PRINTED = 500
_HERE = Path(__file__).parent
_LIBRARY = ("<frozen ", sysconfig.get_path("stdlib"))


class CallTimeout(BaseException):
    """Raised inside the learner's function; not an Exception, so that a bare `except Exception` lets it pass."""


@dataclass(frozen=True)
class Outcome:
    """What came of one call.

    ``kind`` is "returned", "raised", "timeout" or "missing" (no such name). ``value`` is plain (see
    ``plain``); ``changed`` holds the inputs that the function changed, by parameter name, as they
    were afterwards; ``line`` and ``source`` tell where the learner's own code raised.
    """

    kind: str
    value: Any = None
    printed: str = ""
    changed: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    message: str = ""
    line: int | None = None
    source: str = ""

    def to_plain(self) -> dict[str, Any]:
        """Return JSON-ready data."""
        return {
            "kind": self.kind,
            "value": encode(self.value),
            "printed": self.printed,
            "changed": {name: encode(value) for name, value in self.changed.items()},
            "error": self.error,
            "message": self.message,
            "line": self.line,
            "source": self.source,
        }

    @classmethod
    def from_plain(cls, data: Any) -> Outcome:
        """Build an outcome from ``to_plain``'s data; raises PlainError for any other form."""
        try:
            kind, line = data["kind"], data["line"]
            if kind not in {"returned", "raised", "timeout", "missing"}:
                raise PlainError("未知的结果")
            return cls(
                kind=kind,
                value=decode(data["value"]),
                printed=str(data["printed"])[:MAX_PRINTED],
                changed={str(k)[:100]: decode(v) for k, v in list(data["changed"].items())[:20]},
                error=str(data["error"])[:100],
                message=str(data["message"])[:1000],
                line=line if isinstance(line, int) else None,
                source=str(data["source"])[:300],
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise PlainError(f"格式不对：{type(error).__name__}") from error


def call(function: Callable[..., Any], args: Mapping[str, Any], seconds: float = 10.0) -> Outcome:
    """Call ``function`` with copies of ``args`` in their order and report what came of it.

    Printing and warnings are caught, figures drawn on the way are closed. A KeyboardInterrupt of the
    person at the keyboard passes through; everything else becomes an ``Outcome``.
    """
    return Outcome.from_plain(call_plain(function, args, seconds))


def call_plain(
    function: Callable[..., Any], args: Mapping[str, Any], seconds: float
) -> dict[str, Any]:
    """``call``, with the outcome as JSON-ready data: where it only crosses, it is never built."""
    given = {name: _copy(value) for name, value in args.items()}
    printed = io.StringIO()
    try:
        with _quiet(printed), _time_limit(seconds), _own_figures() as drawn:
            value = encode(drawn(function(*given.values())))
    except CallTimeout:
        return _plain("timeout", printed)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit and the like are the learner's too
        return _raised(error, printed)
    changed = {n: _after(v) for n, v in given.items() if not _same(v, args[n])}
    return _plain("returned", printed, value=value, changed=changed)


def _plain(kind: str, printed: io.StringIO, **more: Any) -> dict[str, Any]:
    nothing = Outcome(kind, printed=printed.getvalue()[:MAX_PRINTED]).to_plain()
    return nothing | more


def _after(value: Any) -> Any:
    try:
        return encode(value)
    except PlainError:  # grown too large to cross; that it changed is enough
        return encode(Other(type(value).__name__, "太大"))


def _raised(error: BaseException, printed: io.StringIO) -> dict[str, Any]:
    line, source = None, ""
    for frame in traceback.extract_tb(error.__traceback__):
        # from here on it is a library's line
        if "site-packages" in frame.filename or frame.filename.startswith(_LIBRARY):
            break
        ours = _HERE.parent in Path(frame.filename).parents or frame.filename.endswith(".pyx")
        if not ours:
            line, source = frame.lineno, frame.line or ""
    return _plain(
        "raised",
        printed,
        error=type(error).__name__[:100],
        message=_message(error)[:1000],
        line=line,
        source=source[:300],
    )


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # a learner's own exception may not be printable
        return ""


def _copy(value: Any) -> Any:
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return value.copy(deep=True)
    return copy.deepcopy(value)


def _same(after: Any, before: Any) -> bool:
    if isinstance(before, pd.DataFrame):
        return bool(after.columns.equals(before.columns) and after.equals(before))
    if isinstance(before, pd.Series):
        return bool(after.equals(before))
    return bool(after == before)


@contextlib.contextmanager
def _quiet(printed: io.StringIO) -> Iterator[None]:
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise CallTimeout after ``seconds`` where the system can (POSIX, main thread)."""
    can = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not can:
        yield
        return

    def stop(_signum: int, _frame: object) -> None:
        raise CallTimeout

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _own_figures() -> Iterator[Callable[[Any], Any]]:
    """Close the figures drawn inside; a function that drew but returned nothing is given its figure."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    before = set(pyplot.get_fignums()) if pyplot else set()
    if pyplot and before:
        pyplot.figure()  # Series.plot draws on the current axes: let them not be an old picture's

    def drawn(value: Any) -> Any:
        plt = sys.modules.get("matplotlib.pyplot")
        if plt is None or value is not None:
            return value
        figures = [plt.figure(number) for number in sorted(set(plt.get_fignums()) - before)]
        mine = [figure for figure in figures if figure.axes]
        return mine[-1] if mine else None

    try:
        yield drawn
    finally:
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot:
            for number in set(pyplot.get_fignums()) - before:
                pyplot.close(number)
