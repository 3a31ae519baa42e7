"""Making learners' outputs and texts safe to show in the teacher's browser."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

import nbformat
import nh3

MAX_TEXT = 50_000
MAX_IMAGES = 40  # of one notebook
MAX_IMAGE = 3_000_000  # base64 characters of one picture
SHOWN = ("text/plain", "text/html", "image/png", "image/jpeg")
_TAGS = {
    *("a", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "details"),
    *("div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p"),
    *("pre", "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td"),
    *("tfoot", "th", "thead", "tr", "tt", "u", "ul"),
}
_SPANS = {"colspan", "rowspan"}
_ATTRIBUTES = {"a": {"href", "title"}, "td": _SPANS, "th": _SPANS}


def safe_text(source: str) -> str:
    """A learner's Markdown that no renderer takes for HTML or fetches a picture for.

    HTML is shown as it was typed, a picture becomes a link. "a < b" and quotations stay as they are.
    """
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", source[:MAX_TEXT])
    # An address written as entities is still an address: &#106;avascript&colon;... The renderer
    # decodes twice, so writing &amp; would not help.
    text = re.sub(r"&(?!(?:lt|gt|quot|nbsp);)(?=#|[A-Za-z][A-Za-z0-9]*;)", "&\u200b", text)
    text = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", text)
    text = re.sub(r"(?<!!)!+(?=\[)", "", text)
    # also where the address stands elsewhere in the text: [x]: javascript:...
    return re.sub(r"(?i)\b(javascript|vbscript|data|file)(?=\s*:)", "\\1\u200b", text)


def safe_html(html: str) -> str:
    """HTML of a learner's output: known tags only, no script, style, handler or picture."""
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}
    )


class OutputCleaner:
    """Cleans the outputs of one notebook, counting its pictures."""

    def __init__(self) -> None:
        self._images = 0

    def clean(self, outputs: list[dict[str, Any]], cap: int) -> list[nbformat.NotebookNode]:
        """Return outputs that are safe to show, with at most about ``cap`` characters of text."""
        safe = []
        for output in outputs:
            cleaned, used = self._one(output, cap)
            cap -= used
            if cleaned is not None:
                safe.append(cleaned)
        return safe

    def _one(self, output: dict[str, Any], cap: int) -> tuple[nbformat.NotebookNode | None, int]:
        kind = output.get("output_type")
        if kind == "stream":
            text = _str(output.get("text"))[: max(cap, 0)]
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            return nbformat.v4.new_output("stream", name=name, text=text), len(text)
        if kind == "error":
            trace = output.get("traceback")
            lines = [_str(line)[:5_000] for line in trace[:50]] if isinstance(trace, list) else []
            words = {
                "ename": _str(output.get("ename"))[:200],
                "evalue": _str(output.get("evalue"))[:2_000],
            }
            return nbformat.v4.new_output("error", traceback=lines, **words), sum(map(len, lines))
        bundle = output.get("data")
        if kind not in ("display_data", "execute_result") or not isinstance(bundle, dict):
            return None, 0
        data, used = self._data(bundle, cap)
        # metadata is dropped: its values would be written into HTML attributes
        shown = nbformat.v4.new_output("display_data", data=data) if data else None
        return shown, used

    def _data(self, data: dict[str, Any], cap: int) -> tuple[dict[str, str], int]:
        safe: dict[str, str] = {}
        used = 0
        for mime in SHOWN:
            text = _str(data.get(mime))
            if not text:
                continue
            if mime.startswith("image/"):
                if self._images < MAX_IMAGES and _is_base64(text):
                    self._images += 1
                    safe[mime] = text.strip()
            elif len(text) <= cap - used:
                safe[mime] = safe_html(text) if mime == "text/html" else text
                used += len(text)
        return safe, used


def _is_base64(text: str) -> bool:
    if len(text) > MAX_IMAGE:
        return False
    try:
        base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _str(value: Any) -> str:
    if isinstance(value, list):
        value = "".join(v for v in value if isinstance(v, str))
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""
