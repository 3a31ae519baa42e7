"""lab, test, list and doctor."""

from __future__ import annotations

from pathlib import Path

import click

from grading.cli.chinese import Command
from grading.cli.options import ROOT, course_option, lessons_argument

WORK = ROOT / "work"


@click.command(cls=Command)
@click.option(
    "--folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=WORK,
    help="学习用的文件夹，默认是 work。",
)
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), help="端口，默认自动选。")
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只显示网址。")
@click.option("--prepare", is_flag=True, help="只放好各课，不启动 JupyterLab。")
@click.option(
    "--course",
    "course_dir",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="教师用：在课程文件夹里打开。",
)
def lab(
    folder: Path, port: int | None, no_browser: bool, prepare: bool, course_dir: Path | None
) -> None:
    """打开中文的 JupyterLab 开始学习。

    第一次会把各课的学生版和数据放进 work 文件夹；以后再运行，您写过的文件都不会被覆盖，
    课有更新时，新版放在旧版旁边。想从头再来，把那一课的文件夹改名或删掉，再运行一次。

    加上 --course 时为教师打开课程文件夹，可以在 Formgrader 页面里批阅文字题。

    例子：
      workbook lab
      workbook lab --no-browser --port 9000
      workbook lab --course grading/course
    """
    from grading import lab as jupyter

    if course_dir is not None:
        jupyter.start_for_teacher(course_dir, port, not no_browser)
        return
    for line in jupyter.prepare(folder):
        click.echo(line)
    if not prepare:
        jupyter.start_for_learner(folder, port, not no_browser)


@click.command(cls=Command, context_settings={"ignore_unknown_options": True})
@click.argument("arguments", metavar="[ARGS]...", nargs=-1, type=click.UNPROCESSED)
def test(arguments: tuple[str, ...]) -> int:
    """运行全部测试（开发用）：代码检查、类型检查、笔记本和 pytest。

    ARGS 交给 pytest；写了 ARGS 时只运行 pytest。
    需要开发用的软件包：请用 python3 start.py test 运行。

    例子：
      workbook test
      workbook test tests/cli -k list
      workbook test -m "not slow"
    """
    from grading.cli.suite import run_suite

    return run_suite(ROOT, arguments)


@click.command(name="list", cls=Command)
@lessons_argument()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供其他程序读取。")
def list_lessons(lessons: tuple[str, ...], as_json: bool) -> None:
    """列出各课的练习、分值和常见错误。

    不写 LESSON 时列出全部课；写了 LESSON 时连常见错误一起列出。

    例子：
      workbook list
      workbook list 03
      workbook list --json > lessons.json
    """
    from grading.cli.catalogue import as_text, to_json
    from grading.cli.options import lesson_ids
    from helpers.exercises import catalog

    chosen = [catalog.lesson(key) for key in lesson_ids(lessons)] or list(catalog.lessons())
    click.echo(to_json(chosen) if as_json else as_text(chosen, details=bool(lessons)))


@click.command(cls=Command)
@course_option
def doctor(course_dir: Path) -> int:
    """检查这台电脑：能不能学习、能不能批改，缺了什么、怎样补上。

    成绩册看的是课程文件夹里的那一本。能批改时退出码是 0，否则是 1。

    例子：
      workbook doctor
      workbook doctor --course 三班
    """
    from grading.course import Course
    from grading.doctor import examine, grading_possible

    findings = examine(Course(course_dir.resolve()))
    for finding in findings:
        click.echo(finding.line())
    possible = grading_possible(findings)
    click.echo("结论：" + ("可以批改。" if possible else "现在还不能批改，请先补上打 ✘ 的必需项。"))
    return 0 if possible else 1


COMMANDS = (lab, test, list_lessons, doctor)
