"""Stands in for grading.pipeline: a submission is JSON with answers and scores by grade_id."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output

from grading.course import Course


@dataclass
class Graded:
    notebook: NotebookNode
    scores: dict[str, float]
    problems: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)


def grade_submission(course: Course, lesson_id: str, student_id: str) -> Graded:
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
        return Graded(notebook, graded, problems=["文件已损坏，请让学生再交一次。"])
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in handed_in["answers"]:
            cell.source = handed_in["answers"][grade_id]
        if grade_id in graded:
            # an output that lies about the score: marks must not come from here
            cell.outputs = [new_output("execute_result", data={"text/plain": "999"})]
    return Graded(notebook, graded | handed_in["scores"])
