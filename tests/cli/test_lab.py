"""JupyterLab as ``workbook lab`` starts it, asked over HTTP."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from grading.lab import ROOT
from helpers.exercises.catalog import lessons
from tests.setup.support import JupyterServer

pytestmark = pytest.mark.slow
NBGRADER = "@jupyter/nbgrader:"


def start(*arguments: str) -> JupyterServer:
    command = [sys.executable, "-P", "-m", "grading.cli", "lab", "--no-browser", *arguments]
    return JupyterServer(command, cwd=ROOT)


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterServer]:
    with start("--folder", str(tmp_path_factory.mktemp("lab") / "work")) as server:
        yield server


def test_it_speaks_chinese(learner: JupyterServer) -> None:
    assert learner.locale() == "zh_CN"
    words = learner.json("lab/api/translations/zh_CN")["data"]["jupyterlab"]
    assert words["File Browser"][0].startswith("文件")


def test_it_asks_nothing_of_a_beginner(learner: JupyterServer) -> None:
    plugin = learner.json("lab/api/settings/@jupyterlab/apputils-extension:notification")
    properties = plugin["schema"]["properties"]
    assert properties["fetchNews"]["default"] == "false"
    assert properties["checkForUpdates"]["default"] is False


def test_a_learner_sees_no_panels_for_teachers(learner: JupyterServer) -> None:
    disabled = learner.disabled_extensions()
    for panel in ("formgrader", "course-list", "assignment-list", "create-assignment"):
        assert NBGRADER + panel in disabled
    assert learner.get("formgrader")[0] == 404


def test_the_lessons_are_what_it_opens_on(learner: JupyterServer) -> None:
    shown = {entry["name"] for entry in learner.json("api/contents")["content"]}
    assert shown == {lesson.id for lesson in lessons()}


def test_only_this_computer_can_connect(learner: JupyterServer) -> None:
    listening = [
        connection.laddr.ip
        for connection in psutil.Process(learner.process.pid).net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == int(learner.port)
    ]
    assert listening == ["127.0.0.1"]


def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    server = start("--folder", str(tmp_path / "work"))
    assert server.stop() == 0
    assert "Traceback" not in server.printed


def test_the_port_can_be_chosen(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with start("--folder", str(tmp_path / "work"), "--port", str(port)) as server:
        assert server.port == str(port)


def test_a_teacher_gets_formgrader_in_the_course(tmp_path: Path) -> None:
    from grading.course import Course
    from grading.release import release

    course = Course.create(tmp_path / "课 程" / "三班")
    lesson = lessons()[0].id
    release(course, [lesson])
    with start("--course", str(course.root)) as server:
        assert server.locale() == "zh_CN"
        assert NBGRADER + "formgrader" not in server.disabled_extensions()
        (assignment,) = server.json("formgrader/api/assignments")
        assert assignment["name"] == lesson
        assert assignment["source_path"] is not None
        assert server.get("formgrader/manage_assignments")[0] == 200
        shown = {entry["name"] for entry in server.json("api/contents")["content"]}
        assert {"source", "release", "submitted"} <= shown


def test_the_settings_belong_to_plugins_that_exist(learner: JupyterServer) -> None:
    (overrides,) = (ROOT / "share/jupyter/lab/settings/overrides.d").glob("*.json")
    for plugin, settings in json.loads(overrides.read_text("utf-8")).items():
        known = learner.json(f"lab/api/settings/{plugin}")["schema"]["properties"]
        assert set(settings) <= set(known), plugin
