"""What ``workbook grade`` says at the end, short enough for a class of 400."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # commands start quickly: the grader is imported when it is needed
    from grading.course import Course
    from grading.grade import GradeSummary


def tell_summary(summary: GradeSummary, course: Course) -> None:
    """Print how many were graded, how many of them unprotected, what waits for the teacher, which marks changed, and who needs an eye.

    Submissions with the same trouble, and changed marks of the same exercise, come together; every
    one is named.
    """
    click.echo(f"✔ 批改完成：{len(summary.marks)} 份。")
    if summary.unprotected:
        click.echo(f"  其中 {summary.unprotected} 份没有沙箱保护，成绩和报告里已经注明。")
    if summary.unmarked:
        click.echo(f"  {summary.unmarked} 份里有文字题等您批阅，请运行：")
        click.echo(f"  workbook lab --course {course.root}")
    _tell_changed(summary)
    _tell_notes(summary)


def _tell_changed(summary: GradeSummary) -> None:
    if not summary.changed:
        return
    click.echo(f"  同样的作业，有 {len(summary.changed)} 个分数和上次不同（题目或判分改过）：")
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in summary.changed:
        found[one.lesson, one.exercise].append(f"{one.student} {one.old:g} → {one.new:g}")
    for (lesson_id, exercise), marks in found.items():
        click.echo(f"  · {lesson_id}“{exercise}”：{'，'.join(marks)}")


def _tell_notes(summary: GradeSummary) -> None:
    if not summary.notes:
        return
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for note in sorted(summary.notes):
        found[note.lesson, note.text].append(note.student)
    count = len({(note.lesson, note.student) for note in summary.notes})
    click.echo(f"  有 {count} 份作业需要您看一眼：", err=True)
    for (lesson_id, text), students in found.items():
        click.echo(f"  ! {'、'.join(students)}（{lesson_id}）：{text}", err=True)
