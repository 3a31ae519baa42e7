"""Stands in for grading.pipeline: a submission is JSON with answers and scores by grade_id."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_markdown_cell, new_output

from grading.course import Course
from grading.kept import Graded

ANSWERS = {"double": "def double(x):\n    return 2 * x", "plan": "给老客户发优惠券。"}
SCORES = {"check_double": 3.5, "check_twice": 0}


def hand_in(
    course: Course, student: str, lesson_id: str, content: Any = None, **answers: str
) -> Path:
    """Put a submission in place: ``content`` as text or JSON, or the usual answers and scores."""
    folder = course.submission(student, lesson_id)
    folder.mkdir(parents=True, exist_ok=True)
    default = {"answers": ANSWERS | answers, "scores": SCORES}
    text = content if isinstance(content, str) else json.dumps(content or default)
    (folder / f"{lesson_id}.ipynb").write_text(text, "utf-8")
    return folder


def grade_submission(
    course: Course, lesson_id: str, student_id: str, *, sandbox: bool = True
) -> Graded:
    if student_id == "崩溃":
        raise RuntimeError("the pipeline itself is broken")
    notebook = nbformat.read(course.release / lesson_id / f"{lesson_id}.ipynb", as_version=4)
    graded = {
        c.metadata.nbgrader.grade_id: 0.0
        for c in notebook.cells
        if c.metadata.get("nbgrader", {}).get("grade") and c.cell_type == "code"
    }
    path = course.submission(student_id, lesson_id) / f"{lesson_id}.ipynb"
    try:
        handed_in = json.loads(path.read_text("utf-8"))
    except ValueError:
        notebook.cells.insert(0, new_markdown_cell("**文件已损坏**", id="problem"))
        return Graded(
            notebook, graded, {}, problems=["文件已损坏，请让学生再交一次。"], sandbox=sandbox
        )
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in handed_in["answers"]:
            cell.source = handed_in["answers"][grade_id]
        if grade_id in graded:
            # an output that lies about the score: marks must not come from here
            card = {"text/plain": "999", "text/html": f'<div class="card">卡片 {grade_id}</div>'}
            cell.outputs = [new_output("execute_result", data=card)]
    work = json.dumps(handed_in["answers"])
    return Graded(notebook, graded | handed_in["scores"], {}, work=work, sandbox=sandbox)
