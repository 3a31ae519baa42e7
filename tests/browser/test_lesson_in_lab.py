"""JupyterLab as learners see it: in Chinese, a wrong answer, then a right one; every lesson to its end."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lessons.support import LESSON_IDS, grade_id, teachers_notebook

LESSON = "03_old_customers"
EXERCISE = "count_successful"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
pytestmark = [pytest.mark.slow, pytest.mark.needs_chromium]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab started by the real command in a new working folder."""
    folder = tmp_path_factory.mktemp("lab")
    command = [
        sys.executable,
        "-m",
        "grading.cli",
        "lab",
        "--no-browser",
        "--folder",
        str(folder / "work"),
    ]
    log = folder / "log.txt"
    # lets the test reach the application's commands from the page
    (folder / "jupyter_lab_config.json").write_text('{"LabApp": {"expose_app_in_browser": true}}')
    settings = {**os.environ, "JUPYTER_CONFIG_DIR": str(folder)}
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, start_new_session=True, env=settings
        )
    try:
        yield _address(log, process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    for _ in range(120):
        found = re.search(
            r"http://127\.0\.0\.1:\d+/lab\?token=\w+", log.read_text("utf-8", "replace")
        )
        if found:
            return found.group()
        assert process.poll() is None, log.read_text("utf-8", "replace")
        time.sleep(0.5)
    raise AssertionError(log.read_text("utf-8", "replace"))


@pytest.fixture(scope="module")
def page(lab: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    chromium = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        open_lesson(page, lab, LESSON)
        yield page
        browser.close()


def open_lesson(page: Any, lab: str, lesson_id: str) -> None:
    """Open a lesson's notebook and nothing else; the whole of it, not only the cells in view."""
    page.goto(lab.replace("/lab?", f"/lab/tree/{lesson_id}/{lesson_id}.ipynb?reset&"))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
    page.evaluate(_SHOW_ALL)


_SHOW_ALL = """async () => {
  const app = window.jupyterapp;
  const tracker = app?.shell?.currentWidget;
  if (tracker?.content?.notebookConfig) {
    tracker.content.notebookConfig = {...tracker.content.notebookConfig, windowingMode: 'none'};
  }
}"""


KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status"


def run_all(page: Any) -> None:
    """Run every cell and wait until the kernel has nothing left to do."""
    page.wait_for_function(f"() => {KERNEL} === 'idle'", timeout=60_000)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        "() => ![...document.querySelectorAll('.jp-InputArea-prompt')]"
        f".some(p => p.textContent.includes('*')) && {KERNEL} === 'idle'",
        timeout=180_000,
    )


def place(name: str) -> int:
    return [grade_id(c) for c in teachers_notebook(LESSON).cells].index(name)


def write(page: Any, index: int, source: str) -> None:
    """Put a text into a cell."""
    page.evaluate(
        "([index, source]) => { const panel = window.jupyterapp.shell.currentWidget;"
        " panel.content.widgets[index].model.sharedModel.setSource(source); }",
        [index, source],
    )


def answer(page: Any, source: str) -> str:
    """Put a text into the answer cell, run all, and return the text of its check card."""
    write(page, place(EXERCISE), source)
    run_all(page)
    card = (
        page.locator(".jp-Cell")
        .nth(place(f"check_{EXERCISE}"))
        .locator(".jp-OutputArea-output")
        .first
    )
    card.wait_for(timeout=60_000)
    return str(card.inner_text())


def test_interface_is_chinese(page: Any) -> None:
    menu = page.locator(".lm-MenuBar-itemLabel").all_inner_texts()
    assert "文件" in "".join(menu)


def test_untouched_then_wrong_then_right(page: Any) -> None:
    right = next(c for c in teachers_notebook(LESSON).cells if grade_id(c) == EXERCISE).source
    wrong = "def count_successful(trades):\n    return len(trades)\n"
    run_all(page)
    assert "还没有作答" in page.locator(".jp-Notebook").inner_text()
    assert "还不对" in answer(page, wrong)
    if os.environ.get("WORKBOOK_SCREENSHOTS"):
        page.locator(".jp-Cell").nth(place(f"check_{EXERCISE}")).scroll_into_view_if_needed()
        page.screenshot(path=Path(os.environ["WORKBOOK_SCREENSHOTS"], "lesson-03.png"))
    assert "全对" in answer(page, right)
    if os.environ.get("WORKBOOK_SCREENSHOTS"):  # to look at what learners see
        page.screenshot(path=Path(os.environ["WORKBOOK_SCREENSHOTS"], "lesson-03-right.png"))


@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_each_lesson_is_all_green_with_the_teachers_answers(
    page: Any, lab: str, lesson_id: str
) -> None:
    """Cards, pictures and widgets are there, and nothing red is."""
    open_lesson(page, lab, lesson_id)
    cells = teachers_notebook(lesson_id).cells
    solutions = [
        (i, c)
        for i, c in enumerate(cells)
        if c.cell_type == "code" and c.metadata.get("nbgrader", {}).get("solution")
    ]
    for index, cell in solutions:
        write(page, index, cell.source)
    run_all(page)
    shown = page.locator(".jp-Cell")
    for index, cell in enumerate(cells):
        if grade_id(cell).startswith("check_"):
            shown.nth(index).locator(".jp-OutputArea-output").first.wait_for(timeout=60_000)
            assert "全对" in shown.nth(index).inner_text(), cell.source
        if "helpers.lab.widgets" in cell.source:
            shown.nth(index).locator(".jupyter-widgets").first.wait_for(timeout=60_000)
    outputs = "".join(page.locator(".jp-OutputArea-output").all_inner_texts())
    assert "Traceback" not in outputs and "⚠ 运行出错" not in outputs
    assert page.locator(".jp-RenderedImage img").count() >= 1
    if os.environ.get("WORKBOOK_SCREENSHOTS"):  # to look at what learners see
        folder = Path(os.environ["WORKBOOK_SCREENSHOTS"], lesson_id)
        folder.mkdir(parents=True, exist_ok=True)
        for index, cell in enumerate(cells):
            if cell.cell_type == "code" and not grade_id(cell).startswith("check_"):
                shown.nth(index).screenshot(path=folder / f"{index:02d}.png")
