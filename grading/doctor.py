"""Whether this computer can teach and grade, and how to mend what is missing."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path

from grading.course import Course

GB = 1024**3
LEAST_MEMORY = 1.5 * GB  # free; one lesson's kernel and LibreOffice together
LEAST_DISK = 1.0 * GB  # free; a class's notebooks three times over, and temporary files
LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge", "firefox")
OFFICES = ("soffice", "libreoffice")
SAMPLE = "客服订单退款评价"


@dataclass(frozen=True)
class Finding:
    """One line of the report; ``needed`` says whether grading is impossible without it."""

    title: str
    good: bool
    text: str
    needed: bool = True

    def line(self) -> str:
        """Return the line for the screen."""
        kind = "" if self.good else "（必需）" if self.needed else "（可选）"
        return f"{'✔' if self.good else '✘'} {self.title}{kind}：{self.text}"


def examine(course: Course) -> list[Finding]:
    """Look at everything that learning and grading need; each look is a real try. Takes seconds.

    ``course`` need not exist yet; nothing is made there.
    """
    looks: tuple[Callable[[], Finding], ...] = (
        _python,
        _packages,
        _machine,
        partial(_disk, course.root),
        partial(_gradebook, course),
        # what grading runs in, and how fast
        _sandbox,
        _speed,
        _fallback,
        _commands,
        _font,
        _office,
        _browser,
    )
    return [look() for look in looks]


def grading_possible(findings: list[Finding]) -> bool:
    """Tell whether everything that grading needs is there."""
    return all(finding.good or not finding.needed for finding in findings)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), f"{version}，{sys.executable}")


def _packages() -> Finding:
    """Compare what is installed with the lock, for this system."""
    from packaging.requirements import Requirement

    lines = re.findall(r"^\S+==[^\\\n]+", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    missing, different = [], []
    for pinned in map(Requirement, lines):
        if pinned.marker is not None and not pinned.marker.evaluate():
            continue
        try:
            if not pinned.specifier.contains(metadata.version(pinned.name), prereleases=True):
                different.append(pinned.name)
        except metadata.PackageNotFoundError:
            missing.append(pinned.name)
    if not missing and not different:
        return Finding("软件包", True, "都在，版本与锁定文件一致")
    few = "、".join((missing or different)[:5])
    what = f"缺少 {few} 等 {len(missing)} 个" if missing else f"{few} 等的版本与锁定文件不同"
    mend = "请用 python3 start.py 加命令的方式运行，它会自动补齐"
    return Finding("软件包", False, f"{what}；{mend}", needed=bool(missing))


def _machine() -> Finding:
    import psutil

    memory = psutil.virtual_memory()
    text = f"{os.cpu_count() or 1} 个核，内存 {_gb(memory.total)}，空闲 {_gb(memory.available)}"
    if memory.available >= LEAST_MEMORY:
        return Finding("电脑", True, text)
    mend = "批改可能很慢或中断；请关掉别的程序再批改"
    return Finding("电脑", False, f"{text}；{mend}", needed=False)


def _disk(folder: Path) -> Finding:
    """Look at the disk that marks go to and the one for temporary files."""
    there = next(path for path in (folder, *folder.parents) if path.is_dir())
    least, where = min((shutil.disk_usage(p).free, p) for p in (there, Path(tempfile.gettempdir())))
    if least >= LEAST_DISK:
        return Finding("磁盘", True, f"空闲 {_gb(least)}")
    return Finding("磁盘", False, f"“{where}”那里只剩 {_gb(least)}；请删掉不用的文件")


def _gb(size: float) -> str:
    return f"{size / GB:.1f} GB"


def _gradebook(course: Course) -> Finding:
    """Take the right to write for a moment, and write nothing."""
    title, path = "成绩册", course.gradebook
    if not path.exists():
        return Finding(title, True, f"“{course.root}”里还没有，发布第一课时会建立")
    try:
        with tempfile.TemporaryFile(dir=course.root):  # SQLite keeps its journal beside the file
            pass
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=1)) as database:
            database.execute("BEGIN IMMEDIATE")
            database.rollback()
    except (OSError, sqlite3.Error) as error:
        return Finding(title, False, f"{path}：{_gradebook_problem(error)}")
    return Finding(title, True, f"{path}，可以写入")


def _gradebook_problem(error: Exception) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "正被别的程序占用；请关掉正在运行的批改和 Formgrader，等一会儿再试"
    if name in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}:
        return "文件坏了；请换回备份的 gradebook.db，再批改一次"
    return f"不能写入（{error}）；请检查文件夹的权限，或把课程文件夹搬到可以写的地方"


def _sandbox() -> Finding:
    """Try the very sandbox that grading uses: a container may forbid what bubblewrap needs."""
    from grading.execution.sandbox import sandbox_available

    return Finding("沙箱（sandbox）", *sandbox_available())


def _speed() -> Finding:
    """Try the quick way, too: one Python that is warmed up, and two submissions that must not meet."""
    from grading.execution.choice import fast_available

    works, text = fast_available()
    mend = "" if works else "想更快，请先照“沙箱”那一行做，或更新系统。"
    return Finding("批改速度", works, f"{text}{mend}", needed=False)


def _fallback() -> Finding:
    """Try the way without a sandbox: an ordinary process with the grading edition."""
    from grading.execution.api import Limits
    from grading.execution.unprotected import run_unprotected

    title, code = "没有沙箱时的批改", "import helpers.lab.collector; open('done', 'w').close()"
    if "done" in run_unprotected([sys.executable, "-c", code], {}, ("done",), Limits()):
        text = "可以用 workbook grade --no-sandbox，但学生的代码不受限制；请先读 docs/windows.md"
        return Finding(title, True, text, needed=False)
    mend = "请检查临时文件夹能不能写入，再运行一次"
    return Finding(title, False, f"临时文件夹里的 Python 没有运行；{mend}", needed=False)


def _commands() -> Finding:
    missing = [name for name in ("nbgrader", "alembic", "jupyter") if shutil.which(name) is None]
    if not missing:
        return Finding("命令", True, "nbgrader、alembic、jupyter 都找得到")
    mend = "请用 python3 start.py 加命令的方式运行，或先激活 .venv"
    return Finding("命令", False, f"找不到 {'、'.join(missing)}；{mend}")


def _font() -> Finding:
    """Look for the glyphs themselves: a font file may be there without them."""
    from matplotlib.ft2font import FT2Font

    from helpers.lab.style import font_file

    path = font_file()
    if not path.is_file():
        mend = "请删除 .venv 后运行 python3 start.py"
        return Finding("中文字体", False, f"找不到 {path.name}；{mend}")
    font = FT2Font(str(path))
    absent = [sign for sign in SAMPLE if font.get_char_index(ord(sign)) == 0]
    if absent:
        return Finding("中文字体", False, f"{font.family_name} 里没有“{''.join(absent)}”")
    return Finding("中文字体", True, f"{font.family_name}，图里的中文能显示")


def _office() -> Finding:
    return _program(
        "LibreOffice",
        OFFICES,
        "重新计算学生交来的 Excel 文件时要用；请运行 sudo apt install libreoffice-calc-nogui",
    )


def _browser() -> Finding:
    return _program("浏览器", BROWSERS, "学习时要用；请安装 Chromium、Edge 或 Firefox")


def _program(title: str, names: tuple[str, ...], mend: str) -> Finding:
    """Find a program that grading can do without, and ask it for its version."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        return Finding(title, False, f"没有找到；{mend}", needed=False)
    problem = _try([found, "--version"])
    if problem is None:
        return Finding(title, True, found, needed=False)
    return Finding(title, False, f"{found} 不能启动（{problem}）；{mend}", needed=False)


def _try(command: list[str]) -> str | None:
    """Run a command; return None if it worked, else the last line that it said."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    if done.returncode == 0:
        return None
    return (done.stderr.strip().splitlines() or [f"退出码 {done.returncode}"])[-1]
