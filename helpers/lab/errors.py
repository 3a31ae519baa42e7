"""An exception in a learner's cell as a Chinese card, with Python's own words folded below it."""

from __future__ import annotations

import re
import sys
import traceback
from html import escape
from types import TracebackType
from typing import Any

from helpers.checking.explain import explain
from helpers.errors import WorkbookError


def explain_errors() -> None:
    """Explain exceptions in this notebook in Chinese; does nothing outside IPython."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((Exception,), _show)
        # a cell that parses and does not compile (a return without def) is shown by another way
        shell.showsyntaxerror = lambda *_args, **_kwargs: shell.CustomTB(*_latest_error())


def _latest_error() -> tuple[Any, Any, Any]:
    """The exception at hand; of a cell whose blanks cannot be read, the one that IPython put aside."""
    kind, error, tb = sys.exc_info()
    if kind is None:
        return sys.last_type, sys.last_value, sys.last_traceback
    return kind, error, tb


def _show(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    tb: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    from IPython.display import HTML, display

    original = "".join(traceback.format_exception(kind, error, tb.tb_next if tb else None))
    text = says(kind, error, tb, shell.user_ns)
    display(
        HTML(
            '<div style="border-left:6px solid #b3261e;background:#fdeeed;color:#202124;padding:10px 14px;'
            f'border-radius:4px;line-height:1.6"><b>⚠ 运行出错：</b>{escape(text)}'
            f'<details style="margin-top:6px"><summary>Python 的原话（英文）</summary>'
            f"<pre>{escape(original)}</pre></details></div>"
        )
    )
    return original.splitlines()


def says(
    kind: type[BaseException], error: BaseException, tb: TracebackType | None, names: dict[str, Any]
) -> str:
    """One or two Chinese sentences about an exception in a cell; ``names`` are those that are known."""
    if isinstance(error, SyntaxError):
        return explain(kind.__name__, error.msg or "", error.text or "", error.lineno)
    if isinstance(error, WorkbookError):
        return str(error)
    line, source = _where(tb)
    known = [n for n in names if not n.startswith("_")]
    others: list[str] = []
    if isinstance(error, KeyError):
        known, others = _columns(source, {name: names[name] for name in known})
    return explain(kind.__name__, str(error), source, line, dict.fromkeys(known), others)


def _columns(source: str, names: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The columns of the tables that a line names, and those of the others; all where it names none."""
    columns = {n: [str(c) for c in getattr(v, "columns", [])] for n, v in names.items()}
    used = {n for n, found in columns.items() if found and re.search(rf"\b{n}\b", source)}
    here = used or set(columns)
    return (
        [c for n, found in columns.items() if n in here for c in found],
        [c for n, found in columns.items() if n not in here for c in found],
    )


def _where(tb: TracebackType | None) -> tuple[int | None, str]:
    """The innermost line that is the learner's own."""
    own = [
        f
        for f in traceback.extract_tb(tb)
        if "ipykernel" in f.filename and "site-packages" not in f.filename
    ]
    return (own[-1].lineno, own[-1].line or "") if own else (None, "")
