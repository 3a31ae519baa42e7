"""An exception in a learner's cell as a Chinese card, with Python's own words folded below it."""

from __future__ import annotations

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
    if isinstance(error, KeyError):
        known = [str(c) for v in names.values() for c in getattr(v, "columns", [])]
    return explain(kind.__name__, str(error), source, line, dict.fromkeys(known))


def _where(tb: TracebackType | None) -> tuple[int | None, str]:
    """The innermost line that is the learner's own."""
    own = [
        f
        for f in traceback.extract_tb(tb)
        if "ipykernel" in f.filename and "site-packages" not in f.filename
    ]
    return (own[-1].lineno, own[-1].line or "") if own else (None, "")
