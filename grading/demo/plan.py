"""Who is in the demo class, what each of them hands in, and the marks that must come of it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grading.demo import notebooks
from grading.demo.books import workbook_file
from grading.demo.sources import answer_source
from grading.rebuild import grade_info
from grading.release import NOTEBOOKS
from helpers.exercises.case_set import fixed_cases
from helpers.exercises.model import Exercise, Lesson, Mistake

NAMES = [
    "林晓禾", "周子墨", "陈一诺", "吴雨桐", "郑浩然", "孙可心", "马天佑", "朱思源", "胡佳宁", "郭子轩",
    "何雨欣", "高明哲", "罗诗涵", "梁家豪", "宋梓萱", "唐文博", "许若溪", "韩俊杰", "冯雅静", "邓志远",
    "曹晨曦", "彭嘉怡", "曾宇航", "萧雨薇", "田浩宇", "董欣妍", "潘子涵", "袁梦琪", "蔡明轩", "余思彤",
]  # fmt: skip


@dataclass
class Work:
    """What one learner hands in for one lesson.

    ``answers`` hold the text of each answer cell that was filled in; ``marks`` the mark that each
    exercise must get, known beforehand; ``mistakes`` the diagnosis that must be given, where one is
    planted. ``attention`` tells whether the teacher must be told of this learner.
    """

    learner: str
    story: str
    notebook: bytes
    marks: dict[str, float]
    mistakes: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    attention: bool = False


def class_work(lesson: Lesson) -> list[Work]:
    """The work of the whole class for ``lesson``, in the order of ``NAMES``."""
    plan = _Plan(lesson)
    makers: list[Callable[[str], Work]] = [plan.teachers, plan.by_hand, plan.resubmitted]
    makers += [plan.style(number) for number in range(3)]
    makers += [plan.mistaken(number) for number in range(12)]
    makers += [plan.unfinished, plan.untouched, plan.full_width, plan.misspelt, plan.endless]
    makers += [
        plan.clumsy("自己加了一格", notebooks.helper_cell),
        plan.clumsy("答案格被拆成两半", notebooks.split_answers),
        plan.clumsy("答案格复制过", notebooks.copied_answers),
        plan.clumsy("删了检查格，改了分值", notebooks.deleted_checks),
        plan.clumsy("答案写在了最后", notebooks.moved_answer),
        plan.borrowed,
    ]
    makers.append(plan.corrupt)
    works = [make(name) for name, make in zip(NAMES, makers, strict=False)]
    assert len(works) == len(NAMES) == len(makers)
    return works


def ordinary_work(lesson: Lesson) -> list[Work]:
    """Works that nbgrader alone grades right as well: right, wrong, half done, untouched, mistyped.

    Every cell of the released notebook is in its place, and nothing has to be stopped.
    """
    plan = _Plan(lesson)
    makers = [plan.teachers, *map(plan.style, range(3)), *map(plan.mistaken, range(12))]
    makers += [plan.unfinished, plan.untouched, plan.full_width, plan.misspelt]
    return [make(name) for name, make in zip(NAMES, makers, strict=False)]


class _Plan:
    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.full = {e.name: float(e.points) for e in lesson.exercises}
        functions = [e for e in lesson.exercises if e.kind == "function"]
        self.typed = functions or list(lesson.exercises)  # where slips of the keyboard happen
        self.solutions = _solutions(lesson)

    def _work(
        self, learner: str, story: str, changed: Mapping[str, str] | None = None, **rest: Any
    ) -> Work:
        """All answers right but for the ``changed`` ones; ``lost`` exercises get no marks."""
        lost: Sequence[str] = rest.pop("lost", ())
        variation = rest.pop("variation", None)
        answers = {**self.solutions, **(changed or {})}
        marks = {**self.full, **dict.fromkeys(lost, 0.0), **rest.pop("marks", {})}
        data = notebooks.notebook_bytes(self.lesson.id, answers, variation)
        return Work(learner, story, data, marks, **rest)

    def teachers(self, learner: str) -> Work:
        return self._work(learner, "全对，和教师版一样")

    def by_hand(self, learner: str) -> Work:
        """Workbooks made in Excel/WPS and handed in as files, with a title above the header."""
        files = {
            e.answer: workbook_file(e, e.reference)
            for e in self.lesson.exercises
            if e.kind == "workbook"
        }
        untouched = {e.name: e.stub for e in self.lesson.exercises if e.kind == "workbook"}
        return self._work(learner, "工作簿是用 Excel 手工做的", untouched, files=files)

    def resubmitted(self, learner: str) -> Work:
        return self._work(learner, "交了两次，后一次全对")

    def style(self, number: int) -> Callable[[str], Work]:
        changed = {
            e.name: answer_source(e, e.styles[number % len(e.styles)])
            for e in self.lesson.exercises
            if e.styles and not e.sheets
        }
        return lambda learner: self._work(learner, f"全对，第 {number + 1} 种写法", changed)

    def mistaken(self, number: int) -> Callable[[str], Work]:
        """Two exercises wrong, each by one named mistake; some mistakes are made by several learners."""
        code = [e for e in self.lesson.exercises if e.kind not in {"value", "choice"}]
        if len(code) < 4:  # a lesson of choices: two different exercises all the same
            code = list(self.lesson.exercises)
        first, second = code[number % len(code)], code[(number + 3) % len(code)]
        planted = {e.name: _mistake(e, number // 6) for e in (first, second)}
        # a workbook of several sheets is made by hand, mistakes and all
        files = {
            e.answer: workbook_file(e, planted[e.name].answer) for e in (first, second) if e.sheets
        }
        changed = {
            e.name: e.stub if e.sheets else answer_source(e, planted[e.name].answer)
            for e in (first, second)
        }
        marks = {e.name: _mark(e, planted[e.name]) for e in (first, second)}
        names = {name: mistake.name for name, mistake in planted.items()}
        story = f"错误 {number + 1}：" + "、".join(names.values())
        return lambda learner: self._work(
            learner, story, changed, marks=marks, mistakes=names, files=files
        )

    def unfinished(self, learner: str) -> Work:
        names = [e.name for e in self.lesson.exercises]
        later = names[len(names) // 2 :]
        stubs = {e.name: e.stub for e in self.lesson.exercises if e.name in later}
        return self._work(learner, "只做了一半", stubs, lost=later)

    def untouched(self, learner: str) -> Work:
        stubs = {e.name: e.stub for e in self.lesson.exercises}
        return self._work(learner, "没有动笔", stubs, lost=list(stubs))

    def full_width(self, learner: str) -> Work:
        one = self.typed[0]
        lines = [x for x in self.solutions[one.name].splitlines() if not x.startswith("#")]
        mark, wide = ("(", "（") if one.kind == "function" else ("=", "＝")
        broken = "\n".join(lines).replace(mark, wide, 1)
        return self._work(learner, f"全角的 {wide}", {one.name: broken}, lost=[one.name])

    def misspelt(self, learner: str) -> Work:
        one = self.typed[-1]
        broken = self._instead(one, "tabels[0]")
        return self._work(learner, "变量名写错", {one.name: broken}, lost=[one.name])

    def endless(self, learner: str) -> Work:
        one = self.typed[-1]
        loop = "while True:\n    pass"
        broken = loop
        if one.kind == "function":
            broken = f"def {one.answer}(*tables):\n" + textwrap.indent(loop, "    ")
        return self._work(learner, "停不下来的循环", {one.name: broken}, lost=[one.name])

    @staticmethod
    def _instead(one: Exercise, expression: str) -> str:
        if one.kind == "function":
            return f"def {one.answer}(*tables):\n    return {expression}"
        return f"{one.answer} = {expression}"

    def clumsy(self, story: str, variation: notebooks.Variation) -> Callable[[str], Work]:
        return lambda learner: self._work(learner, story, variation=variation)

    def borrowed(self, learner: str) -> Work:
        one = self.typed[0]
        asked = f"exercise({one.name!r}).reference"
        tables = ", ".join(one.cases()[0].args)
        taken = asked if one.kind == "function" else f"{asked}({tables})"
        source = f"from helpers.exercises.catalog import exercise\n{one.answer} = {taken}"
        return self._work(learner, "直接用了参考答案", {one.name: source}, lost=[one.name])

    def corrupt(self, learner: str) -> Work:
        work = self._work(learner, "文件损坏", lost=list(self.full), attention=True)
        work.notebook = work.notebook[: len(work.notebook) // 2]
        return work


def _solutions(lesson: Lesson) -> dict[str, str]:
    """The answers in the teacher's notebook."""
    import nbformat

    teachers = nbformat.read(NOTEBOOKS / lesson.id / f"{lesson.id}.ipynb", as_version=4)
    marks = ("### BEGIN SOLUTION", "### END SOLUTION")
    found = {}
    for cell in teachers.cells:
        if grade_info(cell).get("solution"):
            lines = [line for line in cell.source.splitlines() if line.strip() not in marks]
            found[grade_info(cell)["grade_id"]] = "\n".join(lines)
    return found


def _mistake(exercise: Exercise, number: int) -> Mistake:
    # one that changes its input is right in all else: it has no place among wrong answers
    mistakes = [m for m in fixed_cases(exercise.name).mistakes if m.name != "changed_input"]
    return mistakes[number % len(mistakes)]


def _mark(exercise: Exercise, mistake: Mistake) -> float:
    """The mark of a named mistake: the parts on whose hand-made cases it does not show."""
    from helpers.exercises.judge import judge

    cases = fixed_cases(exercise.name)
    return judge(cases, {c.name: cases.mistaken(mistake, c) for c in cases.cases}).score
