"""What learners made is safe in the teacher's browser, after the renderer that nbgrader uses."""

from __future__ import annotations

import base64
import re
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import markdown2html

from grading.boundary import markup
from grading.boundary.markup import OutputCleaner, safe_html, safe_text

ACTIVE = ["script", "iframe", "object", "embed", "svg", "math", "form", "input", "style", "link"]
ACTIVE += ["meta", "base", "video", "audio", "img", "button", "template"]
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(30)).decode()
HOSTILE_HTML = [
    "<script>alert(1)</script>",
    "<p>ok</p><img src=x onerror=alert(1)>",
    "<img src='http://example.com/track.png'>",
    "<b onclick=alert(1)>b</b>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='&#106;ava&Tab;script&colon;alert(1)'>x</a>",
    "<a href='data:text/html,<script>1</script>'>x</a>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed;top:0'>x</p>",
    "<form action='http://example.com'><input name=p><button>go</button></form>",
    "<meta http-equiv=refresh content='0;url=http://example.com'>",
    "<base href='http://example.com'><link rel=stylesheet href=x>",
    "<div id=gradebook class=score name=x>x</div>",
    "<table><tr><td colspan='2\" onclick=\"alert(1)'>x</td></tr></table>",
    "<ScRiPt >alert(1)</sCrIpT >",
    "<!--><script>alert(1)</script>-->",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "</div></body><script>alert(1)</script>",
    "\x00<scr\x00ipt>alert(1)</script>",
]
HOSTILE_MARKDOWN = [
    *HOSTILE_HTML,
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&#58alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&amp;#106;avascript:alert(1))",
    "[x](&amp;amp;#106;avascript:alert(1))",
    "[x](java\x00script:alert(1))",
    "[x](java\x01script:alert(1))",
    "[x](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "[a]: &#x6A;avascript:alert(1)\n\n[q][a]",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "![x](http://example.com/track.png)",
    "!![x](http://example.com/track.png)",
    "!\x00[x](http://example.com/track.png)",
    "![x][y]\n\n[y]: http://example.com/track.png",
    "![x](javascript:alert(1))",
    "[![x](http://example.com/a.png)](http://example.com)",
    "$$<img src=x onerror=alert(1)>$$",
    "$\\href{javascript:alert(1)}{x}$",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    '[x](http://a"onmouseover="alert(1))',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
]


def assert_harmless(html: str, where: Any = None) -> None:
    soup = BeautifulSoup(html, "html.parser") if where is None else where
    assert soup.find_all(ACTIVE) == []
    for tag in soup.find_all(True):
        for name, value in tag.attrs.items():
            assert not name.startswith("on"), tag
            assert name not in {"src", "srcdoc", "style", "action", "formaction"}, tag
            if name == "href":
                address = re.sub(r"[\x00-\x20]", "", value).lower()
                assert not re.match(r"(javascript|data|vbscript|file):", address), tag


@pytest.mark.parametrize("html", HOSTILE_HTML)
def test_hostile_html_is_made_harmless(html: str) -> None:
    cleaned = safe_html(html)
    assert_harmless(cleaned)
    assert safe_html(cleaned) == cleaned
    assert not re.search(r"\b(id|class|name)=", cleaned)


def test_a_pandas_table_survives() -> None:
    import pandas as pd

    table = pd.DataFrame({"客户": ["甲<b>", "乙"], "金额": [1.5, 2]}).set_index("客户")
    kept = BeautifulSoup(safe_html(table.to_html()), "html.parser")
    assert [cell.get_text() for cell in kept.find_all(["th", "td"])] == (
        ["", "金额", "客户", "", "甲<b>", "1.5", "乙", "2.0"]
    )
    assert safe_html("<td colspan=2>") == ""  # only inside a table
    assert 'colspan="2"' in safe_html("<table><tr><td colspan=2>x</td></tr></table>")


@pytest.mark.parametrize("source", HOSTILE_MARKDOWN)
def test_hostile_markdown_renders_harmless(source: str) -> None:
    assert_harmless(markdown2html(safe_text(source)))
    assert safe_text(safe_text(source)) == safe_text(source)


@pytest.mark.parametrize(
    "source",
    [
        "如果 a < b，就 > 0；A&B；3 <5",
        "> 店长说过的话\n\n- **发券**\n- 5 折!\n\n1. 一\n2. 二",
        "[帮助](https://example.com/帮助)",
        "| 客户 | 金额 |\n|---|---|\n| 甲 | 40 |",
        "数据：40 元以上；资料(file)和 data 都在",
        "$x_1 < 3$",
    ],
)
def test_ordinary_answers_stay_as_they_are(source: str) -> None:
    assert safe_text(source) == source


def test_html_is_shown_as_it_was_typed() -> None:
    shown = BeautifulSoup(markdown2html(safe_text("我写了 <b>粗</b> 和 &#106;")), "html.parser")
    assert shown.get_text().strip().replace("\u200b", "") == "我写了 <b>粗</b> 和 &#106;"


def test_a_long_text_is_cut_and_a_nasty_one_is_quick() -> None:
    assert len(safe_text("长" * (markup.MAX_TEXT + 1))) == markup.MAX_TEXT
    for part in ("!", "&", "<", "data ", "javascript" + " " * 500, "![", "&a"):
        safe_text(part * markup.MAX_TEXT)  # no expression backtracks: pytest would stand still


PIECES = [*"<>!&#;:[]()\"'`\\/ \n\x00", "javascript", "img", "x=1", "](", "&#106;", "&colon;"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_text_renders_harmful(source: str) -> None:
    assert_harmless(markdown2html(safe_text(source)))
    assert safe_text(safe_text(source)) == safe_text(source)


# --- outputs of cells -------------------------------------------------------------------------


def clean(*outputs: Any, cap: int = 100_000) -> list[nbformat.NotebookNode]:
    return OutputCleaner().clean(list(outputs), cap)


def shown(data: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": {}} | more


def rendered(outputs: list[nbformat.NotebookNode]) -> Any:
    """The output area of one cell as nbconvert writes it for formgrader."""
    cell = nbformat.v4.new_code_cell("", outputs=outputs, execution_count=1)
    html, _ = HTMLExporter(template_name="classic").from_notebook_node(
        nbformat.v4.new_notebook(cells=[cell])
    )
    area = BeautifulSoup(html, "html.parser").select_one(".output_wrapper, .output")
    assert area is not None
    return area


@pytest.mark.parametrize("html", HOSTILE_HTML)
@pytest.mark.parametrize("mime", ["text/html", "text/plain", "stream", "error"])
def test_hostile_outputs_render_harmless(html: str, mime: str) -> None:
    if mime == "stream":
        output: dict[str, Any] = {"output_type": "stream", "name": "stdout", "text": html}
    elif mime == "error":
        output = {"output_type": "error", "ename": html, "evalue": html, "traceback": [html]}
    else:
        output = shown({mime: html})
    kept = clean(output)
    nbformat.validate(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=kept, id="a")])
    )
    if kept:
        area = rendered([*kept, *clean(shown({"text/plain": "end"}))])
        assert "end" in area.get_text()
        for tag in area.select(".output_prompt, .prompt"):
            tag.decompose()
        assert_harmless("", area)


@pytest.mark.parametrize(
    "mime",
    [
        "text/markdown",
        "text/latex",
        "image/svg+xml",
        "application/javascript",
        "application/json",
        "application/pdf",
        "application/vnd.jupyter.widget-view+json",
        "application/vnd.workbook.reply+json",
        "text/vnd.mermaid",
    ],
)
def test_other_kinds_of_output_are_left_out(mime: str) -> None:
    assert clean(shown({mime: "<script>alert(1)</script>"})) == []
    [kept] = clean(shown({mime: "<script>alert(1)</script>", "text/plain": "ok"}))
    assert kept.data == {"text/plain": "ok"}


@pytest.mark.parametrize("mime", ["image/png", "image/jpeg"])
@pytest.mark.parametrize(
    "data", [PNG + '" onerror="alert(1)', PNG + "><script>", "no", "图", "A" * 5, ["x"], {"a": 1}]
)
def test_a_picture_that_is_not_base64_is_left_out(mime: str, data: Any) -> None:
    assert clean(shown({mime: data})) == []


def test_a_picture_is_kept_and_its_metadata_is_not() -> None:
    size = {"image/png": {"width": '1" onload="alert(1)', "alt": "x"}}
    wrapped = PNG[:20] + "\n" + PNG[20:] + "\n"
    [kept] = clean(shown({"image/png": wrapped}, metadata=size))
    assert "".join(kept.data["image/png"].split()) == PNG
    assert kept.metadata == {}
    [picture] = rendered([kept]).find_all("img")
    assert picture["src"].startswith("data:image/png;base64,")
    assert set(picture.attrs) <= {"src", "alt", "class"}


def test_pictures_and_texts_are_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(clean(*[shown({"image/png": PNG})] * (markup.MAX_IMAGES + 3))) == markup.MAX_IMAGES
    monkeypatch.setattr(markup, "MAX_IMAGE", len(PNG) - 1)
    assert clean(shown({"image/png": PNG})) == []
    stream = {"output_type": "stream", "name": "stdout", "text": "x" * 70}
    texts = [output.text for output in clean(stream, stream, stream, cap=100)]
    assert "".join(texts) == "x" * 100
    assert clean(shown({"text/html": "<b>" + "x" * 100}), cap=100) == []


def test_lone_surrogates_in_outputs_can_be_stored() -> None:
    error = {"output_type": "error", "ename": "\ud800", "evalue": "\ud800", "traceback": ["\ud800"]}
    stream = {"output_type": "stream", "name": "\ud800", "text": "\ud800"}
    for output in clean(error, stream, shown({"text/plain": "\ud800", "text/html": "\ud800"})):
        nbformat.writes(
            nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[output])])
        ).encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)
MIMES = st.sampled_from(["text/plain", "text/html", "image/png", "text/markdown"])
OUTPUT = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "error", "display_data", "execute_result"]) | JSON},
    optional={
        "text": JSON,
        "name": JSON,
        "data": st.dictionaries(MIMES, JSON) | JSON,
        "traceback": JSON,
        "ename": JSON,
        "evalue": JSON,
        "metadata": JSON,
    },
)


# drawn data are large: a busy computer is not a fault
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(OUTPUT, max_size=5))
def test_any_outputs_become_valid_ones(outputs: list[dict[str, Any]]) -> None:
    kept = clean(*outputs)
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=kept)])
    nbformat.validate(book)
    nbformat.writes(book).encode()
