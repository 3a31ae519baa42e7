"""release, collect, grade, feedback, export, report and demo."""

from __future__ import annotations

from pathlib import Path

import click

from grading.cli.chinese import Command
from grading.cli.options import (
    ROOT,
    course_option,
    lesson_ids,
    lessons_argument,
    progress_bar,
    released_ids,
)
from grading.cli.summary import tell_summary

DEMO = ROOT / "grading" / "demo-course"


@click.command(cls=Command)
@lessons_argument(required=True)
@course_option
def release(lessons: tuple[str, ...], course_dir: Path) -> None:
    """发布课：去掉答案，做成发给学生的版本。

    课程文件夹不存在时会新建。发布后把 release 里的文件夹发给学生即可；
    改过的课可以再发布一次，已经收的作业和分数都保留。

    例子：
      workbook release 03
      workbook release 02 03 --course 三班
    """
    from grading.course import Course
    from grading.release import release as release_lessons

    for folder in release_lessons(Course.create(course_dir), lesson_ids(lessons)):
        click.echo(f"✔ 已发布：{folder}")


@click.command(cls=Command)
@lessons_argument(required=True)
@click.argument("source", metavar="SOURCE", type=click.Path(path_type=Path))
@course_option
def collect(lessons: tuple[str, ...], source: Path, course_dir: Path) -> int:
    """收作业：从文件夹或 zip 压缩包里取出学生的笔记本。

    SOURCE 是装着作业的文件夹或 zip 文件。有收不进来的文件时逐个说明，退出码是 1。

    例子：
      workbook collect 03 作业.zip
      workbook collect 03 收到的作业 --course 三班
    """
    from grading.course import Course
    from grading.intake import collect as collect_lesson

    course, problems = Course.open(course_dir), 0
    for lesson_id in lesson_ids(lessons):
        report = collect_lesson(course, lesson_id, source)
        old = f"（其中 {len(report.unchanged)} 份没有变化）" if report.unchanged else ""
        click.echo(f"{lesson_id}：收到 {len(report.accepted)} 份作业{old}。")
        if report.ignored:
            click.echo(f"  跳过了 {len(report.ignored)} 个与本课无关的文件。")
        _list_problems(report.problems)
        problems += len(report.problems)
    return 1 if problems else 0


@click.command(cls=Command)
@lessons_argument()
@click.option(
    "--student", "students", metavar="ID", multiple=True, help="只批改这位学生，可以写多次。"
)
@click.option(
    "--no-sandbox",
    is_flag=True,
    help="这台电脑没有沙箱时，不加保护地批改（先读 docs/windows.md）。",
)
@course_option
def grade(
    lessons: tuple[str, ...], students: tuple[str, ...], no_sandbox: bool, course_dir: Path
) -> int:
    """批改：在沙箱（sandbox）里运行作业，判分并写入成绩册。

    不写 LESSON 时批改所有已发布的课。没有变化的作业不会重新批改，用 Ctrl-C 停下后再运行会接着批。
    题目改过以后再批改，会列出哪些分数变了。有需要老师看一眼的作业时逐个说明，退出码是 1。
    每次批改的记录在课程文件夹的 .workbook/runs 里。

    例子：
      workbook grade 03
      workbook grade 03 --student 张三
      workbook grade 03 --no-sandbox
    """
    from grading.course import Course
    from grading.grade import grade as grade_lessons

    course = Course.open(course_dir)
    chosen = released_ids(lessons, course.release)
    if no_sandbox:
        _say_what_is_not_protected()
    try:
        with progress_bar("批改") as progress:
            summary = grade_lessons(course, chosen, students, progress, sandbox=not no_sandbox)
    except KeyboardInterrupt:
        click.echo("\n已停止。批好的都已保存，再运行同一个命令会接着批。", err=True)
        return 130
    tell_summary(summary, course)
    return 1 if summary.notes else 0


@click.command(cls=Command)
@lessons_argument()
@course_option
def feedback(lessons: tuple[str, ...], course_dir: Path) -> None:
    """生成反馈：给每位学生一份带评语卡片的网页。

    例子：
      workbook feedback 03
    """
    from grading.course import Course
    from grading.feedback import feedback as write_feedback

    course = Course.open(course_dir)
    pages = write_feedback(course, released_ids(lessons, course.release))
    click.echo(f"✔ 已生成 {len(pages)} 份反馈，在：{course.feedback}")


@click.command(cls=Command)
@lessons_argument()
@click.option("--to", "target", metavar="DIR", type=click.Path(path_type=Path), help="放在哪里。")
@course_option
def export(lessons: tuple[str, ...], target: Path | None, course_dir: Path) -> None:
    """导出成绩：Excel（xlsx）和 csv，表头是中文。

    默认放在课程文件夹的 export 里。

    例子：
      workbook export 02 03
      workbook export 03 --to 成绩
    """
    from grading.course import Course
    from grading.export import export as write_export

    course = Course.open(course_dir)
    place = target or course.root / "export"
    for path in write_export(course, released_ids(lessons, course.release), place):
        click.echo(f"✔ 已导出：{path}")


@click.command(cls=Command)
@lessons_argument()
@click.option(
    "--to", "target", metavar="FILE", type=click.Path(path_type=Path), help="网页文件的名字。"
)
@course_option
def report(lessons: tuple[str, ...], target: Path | None, course_dir: Path) -> None:
    """班级报告：一张离线网页，写着分数、每题正确率和常见错误。

    默认是课程文件夹里的 report.html。

    例子：
      workbook report 03
      workbook report 03 --to 三班第3课.html
    """
    from grading.course import Course
    from grading.report import report as write_report

    course = Course.open(course_dir)
    place = target or course.root / "report.html"
    write_report(course, released_ids(lessons, course.release), place)
    click.echo(f"✔ 报告在：{place}")


@click.command(cls=Command)
@click.option(
    "--course",
    "course_dir",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=DEMO,
    help="演示课程的文件夹，默认是 grading/demo-course。",
)
def demo(course_dir: Path) -> None:
    """演示：造一个 30 人的班，从发布到报告走一遍。

    例子：
      workbook demo
      workbook lab --course grading/demo-course
    """
    from grading.demo import demo as make_demo

    make_demo(course_dir)


def _say_what_is_not_protected() -> None:
    from grading.execution.sandbox import sandbox_available
    from grading.execution.unprotected import WARNING

    click.echo(f"! {WARNING}", err=True)
    if sandbox_available()[0]:
        click.echo("  这台电脑的沙箱是好的：去掉 --no-sandbox 更安全。", err=True)


def _list_problems(problems: list[str]) -> None:
    """Print what needs the teacher's eye."""
    for problem in problems:
        click.echo(f"  ! {problem}", err=True)


COMMANDS = (release, collect, grade, feedback, export, report, demo)
