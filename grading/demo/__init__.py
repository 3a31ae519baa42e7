"""A class of 30 invented learners to try everything on, with marks that are known beforehand."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grading.course import Course
from grading.demo.plan import NAMES, Work, class_work
from grading.feedback import feedback
from grading.grade import GradeSummary, Progress, grade
from grading.intake import collect
from grading.release import release, released_notebook
from grading.report import report
from helpers.errors import WorkbookError
from helpers.exercises import catalog

SEED = 20190512  # the demo is the same everywhere; a real course draws its own
Say = Callable[[str], None]


@dataclass
class DemoResult:
    """The demo's course, what was handed in (by lesson), and what grading said."""

    course: Course
    works: dict[str, list[Work]]
    summary: GradeSummary


def demo(
    target: Path,
    lesson_ids: Sequence[str] | None = None,
    say: Say = print,
    progress: Progress | None = None,
    learners: Sequence[str] = NAMES,
) -> DemoResult:
    """Make the demo course in ``target``: release, collect, grade, feedback and report.

    ``learners`` leaves only these of the class. Raises WorkbookError where ``target`` is not empty
    and no demo course, or nothing can be graded.
    """
    ids = list(lesson_ids or [lesson.id for lesson in catalog.lessons()])
    course = collected(target, ids, say, learners)
    say("3/5 批改：在沙箱里运行每一份作业……")
    summary = grade(course, ids, progress=progress)
    say("4/5 生成反馈……")
    feedback(course, ids)
    say("5/5 生成班级报告……")
    page = report(course, ids, course.root / "report.html")
    works = {one: works_of(one, learners) for one in ids}
    result = DemoResult(course, works, summary)
    _print_marks(result, page, say)
    return result


def works_of(lesson_id: str, learners: Sequence[str] = NAMES) -> list[Work]:
    """What these learners hand in for one lesson."""
    return [work for work in class_work(catalog.lesson(lesson_id)) if work.learner in learners]


def collected(
    target: Path, lesson_ids: Sequence[str], say: Say = print, learners: Sequence[str] = NAMES
) -> Course:
    """Make the demo course up to the point where grading starts."""
    target = Path(target)
    if target.exists() and any(target.iterdir()) and not (target / "作业").is_dir():
        raise WorkbookError(f"“{target}”里已经有别的文件，请用 --course 换一个空文件夹。")
    course = Course.create(target, seed=SEED)
    say("1/5 发布……")
    release(course, lesson_ids)
    say(f"2/5 收作业：{len(learners)} 位学生的压缩包……")
    for lesson_id in lesson_ids:
        for archive in hand_in(course.root / "作业", works_of(lesson_id, learners), lesson_id):
            report_of_intake = collect(course, lesson_id, archive)
            for problem in report_of_intake.problems:
                say(f"  ! {problem}")
    return course


def hand_in(folder: Path, works: Sequence[Work], lesson_id: str) -> list[Path]:
    """Write the class's archives for one lesson as a teacher gets them: the first try of one, then all."""
    folder.mkdir(parents=True, exist_ok=True)
    early, all_of_them = folder / f"{lesson_id}-早交.zip", folder / f"{lesson_id}.zip"
    import nbformat

    with zipfile.ZipFile(early, "w", zipfile.ZIP_DEFLATED) as archive:
        for again in (work for work in works if work.story.startswith("交了两次")):
            blank = nbformat.writes(released_notebook(lesson_id))
            archive.writestr(f"{again.learner}.ipynb", blank)
    with zipfile.ZipFile(all_of_them, "w", zipfile.ZIP_DEFLATED) as archive:
        for work in works:
            archive.writestr(f"{work.learner}/{lesson_id}.ipynb", work.notebook)
            for name, data in work.files.items():
                archive.writestr(f"{work.learner}/{name}", data)
    return [early, all_of_them]


def _print_marks(result: DemoResult, page: Path, say: Say) -> None:
    for lesson_id, works in result.works.items():
        say(f"\n{lesson_id}")
        for work in works:
            score, highest = result.summary.marks.get((lesson_id, work.learner), (0.0, 0.0))
            say(f"  {work.learner}　{score:g} / {highest:g}　{work.story}")
    say("\n需要老师看一眼：")
    for line in result.summary.attention:
        say(f"  ! {line}")
    course = result.course.root
    say(f"\n班级报告：{page}\n学生反馈：{course / 'feedback'}")
    say(f"批阅文字题：python3 start.py lab --course {course}，打开 Formgrader")
