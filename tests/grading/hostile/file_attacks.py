"""What a learner does to the notebook file itself."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from typing import Any

import nbformat
from nbformat import NotebookNode

from grading.rebuild import grade_info
from grading.release import released_notebook
from tests.grading.hostile.code_attacks import COUNT, NO_COUNT, WRONG
from tests.grading.hostile.support import (
    FILE,
    LESSON,
    NOTHING,
    WRITTEN,
    Attack,
    cell_of,
    checks,
    workbook,
)

STUB = {"old_customer_file": "# 用 Excel 做的"}
MARKUP = (
    '<script>alert(1)</script><img src=x onerror="alert(2)"><a href="javascript:alert(3)">看</a>'
    '<svg onload="alert(4)"></svg><iframe src="https://example.org"></iframe>[看](javascript:alert(5))'
    "![图](https://example.org/pixel.png)</textarea></div></body>"
)


def _tags(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata["tags"] = [
            "skip-execution",
            "raises-exception",
            "remove-cell",
            "nbgrader-skip",
        ]


def _points(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if grade_info(cell):
            cell.metadata.nbgrader.update(points=100, grade=True, locked=False, checksum="0")


def _no_checks(notebook: NotebookNode) -> None:
    gone = checks(notebook)
    notebook.cells = [cell for cell in notebook.cells if cell not in gone]


def _rewritten(notebook: NotebookNode) -> None:
    for cell in checks(notebook):
        cell.source = "100"
        cell.outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": "100"})]
    cell_of(notebook, "set_up").source = "check = lambda name: 100"
    cell_of(notebook, "summary").source = "summary = None"


def _stolen_ids(notebook: NotebookNode) -> None:
    for name in (f"check_{COUNT}", "set_up", COUNT, "no_such_cell"):
        other = nbformat.v4.new_code_cell("100")
        other.metadata["nbgrader"] = dict(cell_of(notebook, f"check_{COUNT}").metadata.nbgrader)
        other.metadata.nbgrader["grade_id"] = name
        other["id"] = cell_of(notebook, f"check_{COUNT}").id
        other["cell_type"] = "raw" if name == COUNT else "code"
        notebook.cells.insert(1, other)


def _copies(notebook: NotebookNode) -> None:
    notebook.cells = [copy.deepcopy(cell) for cell in notebook.cells for _ in range(3)]


def _huge_cell(notebook: NotebookNode) -> None:
    notebook.cells.append(nbformat.v4.new_code_cell("# " + "长" * 3_000_000))


def _another_kernel(notebook: NotebookNode) -> None:
    notebook.metadata = {
        "kernelspec": {"name": "../../bash", "display_name": "<b>", "language": "sh"},
        "language_info": {"name": "sh", "file_extension": ".sh"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"x": MARKUP}}},
    }


def _markup(notebook: NotebookNode) -> None:
    own = nbformat.v4.new_markdown_cell(MARKUP, attachments={"a.svg": {"image/svg+xml": MARKUP}})
    notebook.cells.append(own)
    cell_of(notebook, WRITTEN).source = f"我的策略 {MARKUP}"


def _format_3(notebook: NotebookNode) -> bytes:
    """nbformat 3, as old editors wrote it."""
    cells: list[dict[str, Any]] = []
    for cell in notebook.cells:
        old = {"cell_type": cell.cell_type, "metadata": cell.metadata, "source": cell.source}
        if cell.cell_type == "code":
            old |= {"input": old.pop("source"), "language": "python", "outputs": []}
        cells.append(old)
    return json.dumps(
        {"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells}]}
    ).encode()


def _no_schema(notebook: NotebookNode) -> bytes:
    """Wrong versions, unknown nbgrader schema, stray types among the cells, no metadata of its own."""
    for cell in notebook.cells:
        if grade_info(cell):
            cell.metadata.nbgrader["schema_version"] = 99
    cells = [None, 3, [], {}, {"cell_type": "code", "source": {}}, *notebook.cells]
    return json.dumps({"cells": cells, "nbformat": 99, "nbformat_minor": "x"}).encode()


def _half(notebook: NotebookNode) -> bytes:
    text = json.dumps(notebook).encode()
    return text[: len(text) // 2]


def _too_large(notebook: NotebookNode) -> bytes:
    return json.dumps(notebook).encode() + b" " * 31_000_000


def _bomb() -> bytes:
    """A workbook of a few KB whose one sheet has 300,000 rows; a larger one is not unpacked at all."""
    data = io.BytesIO()
    import openpyxl

    openpyxl.Workbook().save(data)
    with zipfile.ZipFile(data) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    head = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    parts["xl/worksheets/sheet1.xml"] = head + b"<row><c><v>1</v></c></row>" * 300_000
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return bomb.getvalue()


FILES = [
    Attack("tags-cells", ("skip-execution",), "tags every cell so that stock nbgrader would skip it", NO_COUNT, WRONG, edit=_tags),
    Attack("raises-its-points", ("edited points",), "writes 100 points into the metadata", NO_COUNT, WRONG, edit=_points),
    Attack("deletes-checks", ("deleted cells",), "deletes every check cell", NO_COUNT, WRONG, edit=_no_checks),
    Attack("rewrites-locked-cells", ("edited cells", "forged execute_result"), "rewrites checks and preparation",
           NO_COUNT, WRONG, edit=_rewritten),
    Attack("steals-ids", ("odd ids",), "gives its own cells the ids of others", NO_COUNT, WRONG,
           edit=_stolen_ids, says="合成了一份"),
    Attack("copies-everything", ("copied cells",), "has every cell three times", edit=_copies, says="份", workbook=True),
    Attack("huge-cell", ("20 MB notebook",), "adds a cell of nine megabytes", edit=_huge_cell, says="太长"),
    Attack("another-kernel", ("wrong kernelspec",), "asks for another kernel and language", edit=_another_kernel),
    Attack("format-3", ("nbformat 3",), "a notebook of the old format", raw=_format_3),
    Attack("no-schema", ("wrong metadata",), "wrong versions and stray types", raw=_no_schema, says="格式不对"),
    Attack("corrupt", ("corrupt JSON",), "half a file", NOTHING, raw=_half, says="已损坏"),
    Attack("not-json", ("corrupt JSON",), "a photo", NOTHING, raw=lambda notebook: b"\x89PNG\r\n" * 99, says="已损坏"),
    Attack("nested", ("deep JSON",), "JSON that is 100,000 levels deep", NOTHING, says="已损坏",
           raw=lambda notebook: b'{"cells":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    Attack("too-large", ("20 MB notebook",), "a file of more than 30 megabytes", NOTHING, raw=_too_large, says="30 MB"),
    Attack("markup", ("script in outputs", "script in markdown"), "scripts, handlers and addresses in outputs, texts and errors", NO_COUNT,
           {COUNT: f"from IPython.display import HTML, SVG, Javascript, Markdown, display\n"
                   f"for kind in (HTML, Javascript, Markdown): display(kind({MARKUP!r}))\n"
                   f"display({{'image/svg+xml': {MARKUP!r}, 'text/html': [{MARKUP!r}]}}, raw=True)\n"
                   f"print({MARKUP!r})\ndef {COUNT}(trades):\n    raise ValueError({MARKUP!r})"},
           edit=_markup),
    Attack("not-a-workbook", ("odd results",), "hands in a text called .xlsx", {}, STUB,
           files={FILE: b"<html>" + MARKUP.encode()}),
    Attack("workbook-bomb", ("zip bombs",), "hands in a workbook that unpacks to hundreds of times its size",
           {}, STUB, files={FILE: _bomb()}),
    Attack("other-files", ("a pandas of one's own", "startup files"), "hands in modules and settings beside the notebook", NO_COUNT, WRONG,
           files={"timestamp.txt": b"\xff yesterday", "notes.ipynb": b"{", "more/notes.ipynb": b"{",
                  ".ipynb_checkpoints/03_old_customers-checkpoint.ipynb": b"{",
                  "pandas.py": b"raise SystemExit", "sitecustomize.py": b"raise SystemExit",
                  "03_old_customers.py": b"", "nbgrader_config.py": b"raise SystemExit",
                  "trades_2019_09.xlsx": b"not this one"}),
]  # fmt: skip

# Their files are made in the test, for the test's own folders: see ``test_hostile_class``.
LINKS = [
    Attack("links-to-a-classmate", ("symlinks", "reading classmates"), "a link to a classmate's notebook in place of the file",
           NOTHING, says="链接"),
    Attack("links-a-workbook", ("symlinks",), "a link in place of the workbook", {}, STUB, says="链接"),
]  # fmt: skip

HONEST = [
    Attack("classmate", ("honest work",), "right in everything, in the teacher's words", workbook=True),
    Attack("by-hand", ("honest work",), "its workbook made in Excel", {}, STUB, files={FILE: workbook()}, workbook=True),
    Attack("untouched", ("honest work",), "hands in what was released", NOTHING, raw=lambda notebook:
           json.dumps(released_notebook(LESSON.id)).encode()),
]  # fmt: skip
