"""Starting JupyterLab: for a learner in a working folder, for a teacher in the course folder."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

from helpers.errors import WorkbookError

ROOT = Path(__file__).resolve().parents[1]
# Jupyter settings: learners see none of nbgrader's panels, teachers all but those of its exchange
LEARNER_CONFIG = ROOT / "share" / "learner"
TEACHER_CONFIG = ROOT / "share" / "teacher"
STATE_NAME = ".workbook.json"
# What the released version of a lesson is made from, beside the teacher's notebook itself
RELEASE_CODE = ("grading/release.py", "grading/bridge/config.py")


class WorkFolder:
    """A learner's working folder: a folder per lesson with its released notebook and its data.

    The state file remembers, for each file that was put there, the print of what was put, so that
    a file that the learner changed is told from one that only needs the newer version.
    """

    def __init__(self, folder: Path) -> None:
        """Open ``folder``, which need not exist yet."""
        self.folder = folder
        self.said: list[str] = []
        try:
            state = json.loads((folder / STATE_NAME).read_text(encoding="utf-8"))
            self.placed, self.sources = dict(state["placed"]), dict(state["sources"])
        except (OSError, ValueError, KeyError, TypeError):
            self.placed, self.sources = {}, {}

    def put(self, name: str, content: bytes) -> None:
        """Put ``content`` at ``name`` (relative), beside it where the learner's own work is there.

        Nothing happens when this content was put there before, whatever became of it, unless the
        file is gone.
        """
        target, new = self.folder / name, _print(name, content)
        before, self.placed[name] = self.placed.get(name), new
        if not target.exists():
            _write(target, content)
            self.said.append(f"✔ 已放好：{name}")
            return
        here = _print(name, target.read_bytes())
        if new in (before, here):
            return
        if here == before:
            _write(target, content)
            self.said.append(f"✔ 已更新：{name}")
            return
        beside = _free_name(target)
        _write(beside, content)
        self.said.append(f"! {name} 有新版，放在旁边的 {beside.name}；您写的内容没有改动。")

    def save(self) -> None:
        """Write the state file."""
        state = {"placed": self.placed, "sources": self.sources}
        text = json.dumps(state, ensure_ascii=False, indent=1)
        _write(self.folder / STATE_NAME, text.encode())


def prepare(folder: Path) -> list[str]:
    """Put every lesson's released notebook and data into ``folder``, never over a learner's work.

    Returns a Chinese line for each file that was put or renewed. Raises WorkbookError where the
    folder cannot be written or a lesson cannot be released.
    """
    from helpers.exercises.catalog import lessons

    work = WorkFolder(folder)
    try:
        for lesson in lessons():
            for name in lesson.datasets:
                work.put(f"{lesson.id}/{name}", _ours(f"datasets/{name}"))
            _put_notebook(work, lesson.id)
        work.save()
    except OSError as error:
        raise WorkbookError(
            f"不能读写“{error.filename}”（{error.strerror}）：请检查磁盘空间和权限，"
            "或用 --folder 换一个文件夹。"
        ) from error
    return work.said


def _ours(name: str) -> bytes:
    """Read a file of the workbook itself."""
    try:
        return (ROOT / name).read_bytes()
    except OSError as error:
        raise WorkbookError(f"练习册缺少文件“{name}”，请重新下载整个练习册。") from error


def _put_notebook(work: WorkFolder, lesson_id: str) -> None:
    """Put a lesson's notebook; where nothing has changed, without the seconds of releasing it."""
    name = f"{lesson_id}/{lesson_id}.ipynb"
    sources = (f"notebooks/{name}", *RELEASE_CODE)
    key = _hash(b"".join(map(_ours, sources)))
    if work.sources.get(name) == key and (work.folder / name).exists():
        return
    import nbformat

    from grading.release import released_notebook

    text = nbformat.writes(released_notebook(lesson_id))
    work.put(name, (text.rstrip("\n") + "\n").encode())
    work.sources[name] = key


def start_for_learner(folder: Path, port: int | None, browser: bool) -> None:
    """Run JupyterLab in ``folder`` until it is stopped."""
    _run(folder, LEARNER_CONFIG, port, browser)


def start_for_teacher(course_dir: Path, port: int | None, browser: bool) -> None:
    """Run JupyterLab in the course folder, with nbgrader's formgrader, until it is stopped.

    Raises WorkbookError where there is no course.
    """
    from grading.course import Course

    course = Course.open(course_dir)
    os.chdir(course.root)  # formgrader reads nbgrader_config.py from here
    _run(course.root, TEACHER_CONFIG, port, browser)


def _run(folder: Path, config: Path, port: int | None, browser: bool) -> None:
    _put_first("JUPYTER_CONFIG_PATH", config)
    _put_first("PATH", Path(sys.executable).parent)  # nbgrader starts alembic by name
    from jupyterlab.labapp import LabApp

    print(f"正在启动 JupyterLab（文件夹：{folder.resolve()}）。按 Ctrl+C 结束。", flush=True)
    options = [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={folder.resolve()}",
        f"--ServerApp.open_browser={browser}",
        "--ServerApp.answer_yes=True",  # Ctrl+C ends it without a question in English
        "--ServerApp.allow_root=True",  # in a container there is nobody else
        "--Application.log_level=WARN",
    ]
    if port is not None:
        options.append(f"--ServerApp.port={port}")
    LabApp.launch_instance(options)


def _put_first(variable: str, folder: Path) -> None:
    """Put ``folder`` before the others in an environment variable that lists folders."""
    others = os.environ.get(variable, "")
    os.environ[variable] = os.pathsep.join(filter(None, [str(folder), others]))


def _free_name(target: Path) -> Path:
    """Return a name beside ``target`` that nothing has yet: X（新版）.ipynb, X（新版2）.ipynb, …"""
    number = 1
    while True:
        mark = "（新版）" if number == 1 else f"（新版{number}）"
        beside = target.with_name(f"{target.stem}{mark}{target.suffix}")
        if not beside.exists():
            return beside
        number += 1


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".tmp")
    draft.write_bytes(content)
    os.replace(draft, path)


def _print(name: str, content: bytes) -> str:
    """Return a key of what counts as a person's work in a file.

    In a notebook these are texts and outputs: JupyterLab rewrites all else when one is only opened.
    """
    if name.endswith(".ipynb"):
        try:
            cells = json.loads(content)["cells"]
            kept = [
                (cell["cell_type"], "".join(cell["source"]), cell.get("outputs")) for cell in cells
            ]
            return _hash(json.dumps(kept).encode())
        except (ValueError, KeyError, TypeError):
            pass  # no notebook, or a broken one: every byte counts
    return _hash(content)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
