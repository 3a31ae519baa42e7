"""A lesson with four exercises of different kinds, and hands that turn its notebook in."""

from __future__ import annotations

import copy
import functools
import json
from typing import Any

import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.exercises.model import Case, Criterion, Exercise, Lesson, Mistake, Part, Written

LESSON_ID = "96_boundary"
FILE = "金额表.xlsx"
STUB = "def add_up(table):\n    ...  # 在这里写你的代码\n    return ...\n"
CHOICE_STUB = '# 写成这样：picked = "你选的字母"\n...  # 在这里写你的代码'
FILE_STUB = "# 用 Excel 做，这一格不用动\n...  # 在这里写你的代码"
TEXT_STUB = "在这里写你的回答。"
RIGHT = 'def add_up(table):\n    return table["金额"].sum()'
COUNTED = "def add_up(table):\n    return len(table)"
TABLE = pd.DataFrame({"客户": ["甲", "乙", "丙"], "金额": [10.0, 20.5, 30.25]})


def total(table: pd.DataFrame) -> float:
    return float(table["金额"].sum())


def _part(points: int) -> tuple[Part, ...]:
    return (Part("正确", points, ("data", "one")),)


def _cases() -> list[Case]:
    return [
        Case("data", "本课的数据", {"table": TABLE}),
        Case("one", "只有一行", {"table": TABLE.tail(1)}),
    ]


def _no_input() -> list[Case]:
    return [Case("data", "本课的数据", {}), Case("one", "再看一次", {})]


ADD_UP = Exercise(
    name="boundary_add_up",
    title="金额合计",
    kind="function",
    answer="add_up",
    asks="算出金额合计。",
    stub=STUB,
    reference=total,
    cases=_cases,
    parts=_part(4),
    mistakes=(
        Mistake(
            "counted_rows",
            "数了有几行，没有把金额加起来。",
            "len 数的是什么？",
            lambda table: len(table),
        ),
        Mistake(
            "took_largest",
            "只取了最大的一笔。",
            "max 和 sum 有什么不同？",
            lambda table: table["金额"].max(),
        ),
    ),
)
AVERAGE = Exercise(
    name="boundary_average",
    title="平均金额",
    kind="function",
    answer="average",
    asks="算出平均金额。",
    stub=STUB.replace("add_up", "average"),
    reference=lambda table: float(table["金额"].mean()),
    cases=_cases,
    parts=_part(3),
)
PICKED = Exercise(
    name="boundary_picked",
    title="选一选",
    kind="choice",
    answer="picked",
    asks="选一个。",
    stub=CHOICE_STUB,
    reference=lambda: "B",
    cases=_no_input,
    parts=_part(1),
)
BOOK = Exercise(
    name="boundary_book",
    title="交一份 Excel",
    kind="workbook",
    answer=FILE,
    asks="交一份文件。",
    stub=FILE_STUB,
    reference=lambda: TABLE,
    cases=lambda: _no_input()[:1],
    parts=(Part("正确", 2, ("data",)),),
)
PLAN = Written("boundary_plan", "写一写", (Criterion("具体", 5, "写出做法"),))
EXERCISES = (ADD_UP, AVERAGE, PICKED, BOOK)
LESSON = Lesson(LESSON_ID, "小课", (), EXERCISES, (PLAN,), (FILE,))


def tag(grade_id: str, *, grade: bool, solution: bool, points: int = 0) -> dict[str, Any]:
    info = {
        "grade_id": grade_id,
        "grade": grade,
        "solution": solution,
        "locked": not solution,
        "schema_version": 3,
        "task": False,
    }
    return {"nbgrader": info | ({"points": points} if grade else {})}


def code(source: str, id: str, **metadata: Any) -> NotebookNode:
    return new_code_cell(source, id=id, metadata=metadata)


def released() -> NotebookNode:
    """A fresh copy of the learner's version."""
    return copy.deepcopy(_released())


@functools.cache
def _released() -> NotebookNode:
    """The learner's version: text, a locked set-up, an example, the exercises, the written answer."""
    cells = [
        new_markdown_cell("# 小课", id="title"),
        code("import pandas as pd", "set-up", **tag("set_up", grade=False, solution=False)),
        code("example = 1 + 1", "example", tags=["示例"]),
    ]
    for exercise in EXERCISES:
        name, answer = exercise.name, f"q-{exercise.name}".replace("_", "-")
        check = tag(f"check_{name}", grade=True, solution=False, points=exercise.points)
        cells += [
            new_markdown_cell(exercise.asks, id=f"ask-{name}".replace("_", "-")),
            code(exercise.stub, answer, **tag(name, grade=False, solution=True)),
            code(f'check("{name}")', f"check-{name}".replace("_", "-"), **check),
        ]
    plan = tag("boundary_plan", grade=True, solution=True, points=5)
    cells.append(new_markdown_cell(TEXT_STUB, id="q-plan", metadata=plan))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def find(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    [found] = [c for c in notebook.cells if grade_id_of(c) == grade_id]
    return found


def place(notebook: NotebookNode, grade_id: str) -> int:
    return notebook.cells.index(find(notebook, grade_id))


def grade_id_of(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def answered(**answers: str) -> NotebookNode:
    """The released notebook with answers by the exercise's answer name, ``plan`` for the text."""
    notebook = released()
    names = {e.answer.split(".")[0]: e.name for e in EXERCISES} | {"plan": "boundary_plan"}
    for answer, source in answers.items():
        find(notebook, names[answer]).source = source
    return notebook


def as_bytes(notebook: NotebookNode) -> bytes:
    return json.dumps(notebook, ensure_ascii=False).encode()
