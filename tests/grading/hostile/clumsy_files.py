"""What becomes of a notebook's file in hurried hands and odd programs, in the quickest lesson."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from grading.rebuild import grade_info
from tests.grading.hostile.first_lesson import ALL, COUNT, LOST, NOTHING, RIGHT, WRONG, attack
from tests.grading.hostile.support import cell_of

BACK = "已放回原处"


def _without(*names: str) -> Any:
    def edit(notebook: NotebookNode) -> None:
        gone = [cell_of(notebook, name) for name in names]
        notebook.cells = [cell for cell in notebook.cells if cell not in gone]

    return edit


def _only_answers(notebook: NotebookNode) -> None:
    notebook.cells = [cell for cell in notebook.cells if grade_info(cell).get("solution")]


def _empty(notebook: NotebookNode) -> None:
    notebook.cells = []


def _locked_values(notebook: NotebookNode) -> None:
    names = cell_of(notebook, "names")
    names.source = names.source.replace("9.90", "1")
    cell_of(notebook, "way").source = "done = waiting = paid = shipped = 0"
    cell_of(notebook, "set_up").source = "orders = []"


def _second_copy(*sources: str) -> Any:
    def edit(notebook: NotebookNode) -> None:
        cell = cell_of(notebook, COUNT)
        copies = [copy.deepcopy(cell) for _ in sources]
        for one, source in zip(copies, sources, strict=True):
            one.source = source
        place = notebook.cells.index(cell)
        notebook.cells[place : place + 1] = copies

    return edit


def _reversed(notebook: NotebookNode) -> None:
    notebook.cells.reverse()


def _shuffled(notebook: NotebookNode) -> None:
    random.Random(7).shuffle(notebook.cells)


def _no_metadata(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata = NotebookNode()
    notebook.metadata = NotebookNode()


def _no_ids_either(notebook: NotebookNode) -> None:
    _no_metadata(notebook)
    for cell in notebook.cells:
        cell.pop("id")


def _odd_metadata(notebook: NotebookNode) -> bytes:
    data = json.loads(json.dumps(notebook))
    odd = [None, [], "x", 3, {"nbgrader": None}, {"nbgrader": []}, {"nbgrader": {"grade_id": [1]}}]
    for number, cell in enumerate(data["cells"]):
        cell["metadata"] = odd[number % len(odd)]
    data["metadata"] = "none"
    return json.dumps(data).encode()


def _version(number: int) -> Any:
    def edit(notebook: NotebookNode) -> None:
        for cell in notebook.cells:
            if grade_info(cell):
                cell.metadata.nbgrader["schema_version"] = number

    return edit


def _swapped_kinds(notebook: NotebookNode) -> None:
    for name in (COUNT, "to_pay", "set_up"):
        cell_of(notebook, name)["cell_type"] = "markdown"
    cell_of(notebook, "total_amount")["cell_type"] = "raw"


def _odd_ids(notebook: NotebookNode) -> bytes:
    data = json.loads(json.dumps(notebook))
    odd = ["x" * 500, "老客户", "../../x", 3, None, "", "own-1", ["a"], "<b>", "q-to-pay"]
    for number, cell in enumerate(data["cells"]):
        cell["id"] = odd[number % len(odd)]
    return json.dumps(data).encode()


def _large_output(notebook: NotebookNode) -> None:
    cell_of(notebook, "set_up").outputs = [new_output("stream", text="行" * 20_000_000)]


def _many_cells(notebook: NotebookNode) -> None:
    notebook.cells += [new_markdown_cell("笔记", id=f"more-{n}") for n in range(2_500)]


def _text(notebook: NotebookNode) -> str:
    return json.dumps(notebook, ensure_ascii=False, indent=1)


def _line_ends(end: str) -> Any:
    def edit(notebook: NotebookNode) -> bytes:
        for cell in notebook.cells:
            cell.source = cell.source.replace("\n", end)
        return _text(notebook).replace("\n", "\r\n").encode()

    return edit


def _lists_of_lines(notebook: NotebookNode) -> bytes:
    data = json.loads(json.dumps(notebook))
    for cell in data["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    return json.dumps(data).encode()


def _kernel(notebook: NotebookNode) -> None:
    notebook.metadata = {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}


def _not_numbers(notebook: NotebookNode) -> bytes:
    return (
        _text(notebook)
        .replace('"nbformat":', '"x": [NaN, Infinity, 1e999],\n "nbformat":')
        .encode()
    )


def _own_cells(*sources: str) -> Any:
    def edit(notebook: NotebookNode) -> None:
        notebook.cells[3:3] = [new_code_cell(source) for source in sources]

    return edit


BROKEN = "已损坏"

CLUMSY = [
    attack("lost-answer", ("deleted cells",), "deleted an answer's cell", LOST, edit=_without(COUNT)),
    attack("lost-preparation", ("deleted cells",), "deleted preparation and checks",
           edit=_without("set_up", "names", "way", f"check_{COUNT}")),
    attack("answers-only", ("deleted cells",), "deleted everything but the answers", edit=_only_answers),
    attack("empty", ("deleted cells",), "deleted everything", NOTHING, edit=_empty),
    attack("edited-locked", ("edited cells",), "changed what locked cells set", edit=_locked_values),
    attack("copied-answer", ("copied cells",), "a wrong answer, copied and put right below",
           edit=_second_copy(WRONG[COUNT], RIGHT), says="2 份"),
    attack("copied-unfinished", ("copied cells",), "a right answer and a copy that does not parse",
           edit=_second_copy(RIGHT, f"def {COUNT}(orders"), says="2 份"),
    attack("split-answer", ("copied cells",), "an answer split in two in the middle of a function",
           edit=_second_copy(f"def {COUNT}(orders):", '    return orders["买家"].nunique()'), says="2 份"),
    attack("reversed", ("reordered cells",), "all cells in reverse order", edit=_reversed),
    attack("shuffled", ("reordered cells",), "all cells in any order", edit=_shuffled),
    attack("no-metadata", ("missing metadata",), "a program threw all metadata away", edit=_no_metadata),
    attack("no-ids", ("missing metadata", "odd ids"), "all metadata and ids are gone", edit=_no_ids_either,
           says=BACK),
    attack("odd-metadata", ("wrong metadata",), "metadata of wrong types", raw=_odd_metadata),
    attack("schema-1", ("schema_version 1",), "nbgrader's oldest metadata", edit=_version(1)),
    attack("schema-99", ("schema_version 99",), "nbgrader's metadata of the future", edit=_version(99)),
    attack("swapped-kinds", ("edited cells",), "a slip of a key made text of answers", edit=_swapped_kinds),
    attack("odd-ids", ("odd ids",), "ids that are long, double, Chinese, paths and no text", raw=_odd_ids),
    attack("file-of-nothing", ("corrupt JSON",), "an empty file", NOTHING, raw=lambda nb: b"", says=BROKEN),
    attack("file-of-zeros", ("corrupt JSON",), "a file that a full disk left", NOTHING,
           raw=lambda nb: b"\0" * 5_000, says=BROKEN),
    attack("page-of-a-login", ("corrupt JSON",), "the web page that asks for a password", NOTHING,
           raw=lambda nb: "<!DOCTYPE html><title>登录</title>".encode(), says=BROKEN),
    attack("conflict-marks", ("corrupt JSON",), "a file with git's marks of a conflict", NOTHING,
           raw=lambda nb: b"<<<<<<< HEAD\n" + json.dumps(nb).encode(), says=BROKEN),
    attack("text-behind", ("corrupt JSON",), "something behind the end of the notebook", NOTHING,
           raw=lambda nb: json.dumps(nb).encode() + b"}", says=BROKEN),
    attack("a-list", ("corrupt JSON",), "JSON that is no notebook", NOTHING, raw=lambda nb: b"[1, 2]", says=BROKEN),
    attack("deep-metadata", ("deep JSON",), "a notebook with metadata 50,000 levels deep", NOTHING, says=BROKEN,
           raw=lambda nb: b'{"metadata":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b',"cells":[]}'),
    attack("bom", ("BOM",), "saved by Windows' Notepad", raw=lambda nb: _text(nb).encode("utf-8-sig")),
    attack("utf-16", ("BOM",), "saved by Notepad as Unicode", raw=lambda nb: _text(nb).encode("utf-16")),
    attack("gbk", ("GBK",), "saved in the encoding of Chinese Windows", raw=lambda nb: _text(nb).encode("gb18030")),
    attack("crlf", ("CRLF",), "lines that end as on Windows", raw=_line_ends("\r\n")),
    attack("cr", ("CRLF",), "lines that end as on an old Mac", raw=_line_ends("\r")),
    attack("lists-of-lines", ("honest work",), "sources as lists of lines, as JupyterLab saves them",
           raw=_lists_of_lines),
    attack("kernel-of-r", ("wrong kernelspec",), "a notebook that asks for R", edit=_kernel),
    attack("not-numbers", ("corrupt JSON",), "NaN and Infinity, which JSON does not have", raw=_not_numbers),
    attack("40-megabytes", ("20 MB notebook",), "20 million Chinese characters of output",
           edit=_large_output, raw=lambda nb: json.dumps(nb, ensure_ascii=False).encode("gb18030"),
           says="30 MB", marks=NOTHING),
    attack("large-output", ("20 MB notebook",), "20 MB of output",
           raw=lambda nb: json.dumps({**nb, "metadata": {"x": "x" * 20_000_000}}).encode()),
    attack("many-cells", ("20 MB notebook",), "2,500 cells more", edit=_many_cells, says="只读了前 2000 个"),
    attack("full-width", ("honest work",), "Chinese brackets in one answer", LOST,
           {COUNT: f"def {COUNT}（orders）：\n    return 1"}),
    attack("hard-spaces", ("honest work",), "spaces copied from a web page in one answer", LOST,
           {COUNT: RIGHT.replace("    ", "\u00a0\u00a0\u00a0\u00a0")}),
    attack("tabs", ("honest work",), "a right answer with tabs", {}, {COUNT: RIGHT.replace("    ", "\t")}),
    attack("prompts", ("honest work",), "a right answer copied with Python's prompts", {},
           {COUNT: ">>> " + RIGHT.replace("\n", "\n... ")}),
    attack("timed", ("honest work",), "magics and a command of the system beside right answers", {},
           {COUNT: f"%%time\n{RIGHT}", "to_pay": f"{ALL['to_pay']}\n%time to_pay"},
           edit=_own_cells("!echo 你好", "%matplotlib inline", "%%bash\necho 你好", "?len", "%nothing", "!exit 1")),
    attack("unfinished-cells", ("honest work",), "cells of its own that fail in every way", {},
           edit=_own_cells("1 / 0", "def (", "nobody", "import nothing", "raise KeyboardInterrupt", "\x00", "待办")),
    attack("minority", ("odd names",), "a name with a dot in its middle", student_id="阿依古丽·买买提"),
    attack("number-and-name", ("odd names",), "a number before the name", student_id="20190101李明"),
    attack("apostrophe", ("odd names",), "quotes and a hyphen", student_id="O'Brien-Smith"),
    attack("address", ("odd names",), "an address", student_id="zhang.san@school.cn"),
    attack("space", ("odd names",), "a space and full-width signs", student_id="张 三（高一）"),
]  # fmt: skip
