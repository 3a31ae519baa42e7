"""Feedback pages: what a learner finds in them, and that they need nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from fake_pipeline import hand_in
from nbformat.v4 import new_output
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from sqlalchemy import event
from sqlalchemy.engine import Engine

from grading.bridge.calls import course_config, run_converter
from grading.course import Course
from grading.feedback import feedback
from helpers.errors import WorkbookError


@pytest.fixture
def graded(course: Course, lesson_id: str) -> str:
    hand_in(course, "李明", lesson_id)
    run_converter(course, Autograde, lesson_id)
    return lesson_id


def page(course: Course, lesson_id: str) -> BeautifulSoup:
    [path] = feedback(course, [lesson_id])
    assert path == course.feedback / "李明" / lesson_id / f"{lesson_id}.html"
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def mark_plan(course: Course, lesson_id: str, score: float, text: str) -> None:
    with Gradebook(course.db_url) as gradebook:
        grade = gradebook.find_grade("plan", lesson_id, lesson_id, "李明")
        grade.manual_score, grade.needs_manual_grade = score, False
        gradebook.find_comment("plan", lesson_id, lesson_id, "李明").manual_comment = text
        gradebook.db.commit()


def test_total_each_mark_and_the_cards_are_there(course: Course, graded: str) -> None:
    soup = page(course, graded)
    rows = [[td.get_text() for td in row("td")] for row in soup.select(".marks tbody tr")]
    assert rows == [
        ["check_double", "3.5 / 4 分"],
        ["check_twice", "0 / 2 分"],
        ["策略", "待老师评分（满分 5 分）"],
    ]
    assert re.sub(r"\s+", " ", soup.select_one(".total").get_text()) == "总分 3.5 / 11 分"
    assert [card.get_text() for card in soup.select(".check .card")] == [
        "卡片 check_double",
        "卡片 check_twice",
    ]
    assert "return 2 * x" in soup.select_one(".answer pre").get_text()
    assert "第 97 课" in soup.h1.get_text()


def test_a_mark_and_comment_given_by_hand_appear(course: Course, graded: str) -> None:
    mark_plan(course, graded, 4, "很具体 <b>好</b>\n再想想")
    soup = page(course, graded)
    assert soup.select_one(".marks tr:last-child td:last-child").get_text() == "4 / 5 分"
    comment = soup.select(".comment")[-1]
    assert comment.get_text() == "评语：很具体 <b>好</b>再想想"
    assert comment.br is not None


def test_the_page_needs_nothing_from_outside(course: Course, graded: str) -> None:
    hand_in(course, "李明", graded, plan="![图](http://example.com/x.png) $x$")
    run_converter(course, Autograde, graded)
    soup = page(course, graded)
    assert soup("script") == soup("link") == soup("iframe") == []
    policy = soup.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert "url(" not in "".join(style.get_text() for style in soup("style"))


def test_hidden_tests_are_not_shown_and_their_marker_breaks_nothing(
    course: Course, graded: str
) -> None:
    path = course.autograded / "李明" / graded / f"{graded}.ipynb"
    path.chmod(0o644)
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            word = "secret" if cell.metadata.nbgrader.grade else "mine"
            cell.source += f"\n### BEGIN HIDDEN TESTS\n{word}"
    nbformat.write(notebook, path)
    text = page(course, graded).get_text()
    assert "secret" not in text
    assert "mine" in text


def test_formgraders_button_makes_the_same_page(
    course: Course, graded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    [path] = feedback(course, [graded])
    ours = path.read_text("utf-8")
    path.unlink()
    monkeypatch.chdir(course.root)
    api = NbGraderAPI(config=course_config(course))
    assert api.generate_feedback(graded)["success"]
    assert path.read_text("utf-8") == ours


def test_before_grading_there_is_a_clear_sentence(course: Course, lesson_id: str) -> None:
    with pytest.raises(WorkbookError, match=r"还没有批改，请先运行 workbook grade"):
        feedback(course, [lesson_id])


def test_one_broken_page_does_not_stop_the_others(course: Course, graded: str) -> None:
    broken: Path = course.autograded / "坏" / graded
    broken.mkdir(parents=True)
    (broken / f"{graded}.ipynb").write_text("{}")
    with pytest.raises(WorkbookError, match=r"1 位学生的反馈没有生成：坏。.*nbgrader\.log"):
        feedback(course, [graded])
    assert (course.feedback / "李明" / graded / f"{graded}.html").exists()
    assert not (course.feedback / "坏" / graded / f"{graded}.html").exists()


def test_a_page_stays_until_the_new_one_replaces_it(course: Course, graded: str) -> None:
    [path] = feedback(course, [graded])
    first = path.read_text("utf-8")
    for name in (".old.draft.html", "以前交的.xlsx"):
        path.with_name(name).touch()
    with course.config_file.open("a", encoding="utf-8") as config:
        # nbgrader calls this when it has made room for the new page
        config.write(
            "\nfrom shutil import copy\n"
            f"seen = lambda **what: copy({str(path)!r}, {str(course.root / 'seen.html')!r})\n"
            "c.GenerateFeedback.pre_convert_hook = seen\n"
        )
    mark_plan(course, graded, 4, "很具体")
    feedback(course, [graded])
    assert (course.root / "seen.html").read_text("utf-8") == first
    assert "很具体" in path.read_text("utf-8")
    assert sorted(one.name for one in path.parent.iterdir()) == [f"{graded}.html", "small.csv"]


def test_everybody_gets_his_own_words_and_marks(course: Course, graded: str) -> None:
    hand_in(course, "王芳", graded, plan="给新客户打电话。")
    run_converter(course, Autograde, graded)
    mark_plan(course, graded, 4, "很具体")
    pages = [path.read_text("utf-8") for path in feedback(course, [graded])]
    assert ["给老客户发优惠券。" in text for text in pages] == [True, False]
    assert ["很具体" in text for text in pages] == [True, False]
    assert ["7.5" in text for text in pages] == [True, False]
    assert ["给新客户打电话。" in text for text in pages] == [False, True]


def test_the_gradebook_is_not_asked_for_each_student(course: Course, graded: str) -> None:
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        feedback(course, [graded])
        for_one = len(asked)
        for student in ("王芳", "赵强"):
            hand_in(course, student, graded)
        run_converter(course, Autograde, graded)
        asked.clear()
        assert len(feedback(course, [graded])) == 3
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert 0 < len(asked) == for_one


def test_a_broken_piece_swallows_nothing_and_every_picture_has_a_text(
    course: Course, graded: str
) -> None:
    path = course.autograded / "李明" / graded / f"{graded}.ipynb"
    path.chmod(0o644)
    notebook = nbformat.read(path, 4)
    notebook.cells[2].outputs = [
        new_output("display_data", data={"text/html": "</section></main><td>没有关上"}),
        new_output("display_data", data={"image/png": "iVBORw0KGgo="}),
        new_output("display_data", data={"image/jpeg": "/9j/4AAQ"}),
    ]
    notebook.cells[0].source += '\n<img src="data:,">'
    nbformat.write(notebook, path)
    soup = page(course, graded)
    assert [image["alt"] for image in soup("img")] == ["图"] * 3
    assert soup.find("td", string="没有关上").find_all("img") == []
    assert {tag.parent.name for tag in soup("section")} == {"main"}
