"""A course folder: an ordinary nbgrader course plus our own ``.workbook`` folder.

Everything about where things lie is said here once; the other modules ask a ``Course``.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import WorkbookError

CONFIG_NAME = "nbgrader_config.py"
CONFIG_TEXT = '''\
"""本课程的 nbgrader 配置：命令行和 formgrader 页面都会读取它。"""

from pathlib import Path

from grading.bridge.config import configure

c = get_config()  # noqa: F821  由 nbgrader 提供

# 课程文件夹就是本文件所在的文件夹；整个文件夹可以搬走或改名。
c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# 批改在沙箱里运行学生的代码，并用练习册自己的判分；请保留这一行。
configure(c)

# 您自己的设置写在下面，例如每迟交一天扣分的规则：
# c.AssignLatePenalties.plugin_class = "nbgrader.plugins.LateSubmissionPlugin"
'''


@dataclass(frozen=True)
class Course:
    """One nbgrader course folder. ``root`` is absolute; nothing is created by looking at paths."""

    root: Path

    @classmethod
    def create(cls, path: Path, seed: int | None = None) -> Course:
        """Make ``path`` a course folder, keeping whatever is there; calling it twice is harmless.

        ``seed`` fixes the secret seed of a new course (only the demo wants that). Raises
        WorkbookError when ``path`` is a file or cannot be written.
        """
        course = cls(Path(path).resolve())
        try:
            for folder in (course.source, course.release, course.submitted, course.private):
                folder.mkdir(parents=True, exist_ok=True)
            secret = secrets.randbits(63) if seed is None else seed
            _write_once(course.seed_file, f"{secret:x}\n", mode=0o600)
            _write_once(course.config_file, CONFIG_TEXT, mode=0o644)
        except OSError as error:
            raise WorkbookError(
                f"不能在“{course.root}”建立课程文件夹（{error.strerror}），"
                "请换一个可以写入的文件夹，用 --course 指定。"
            ) from error
        return course

    @classmethod
    def open(cls, path: Path) -> Course:
        """Return the course at ``path``; raises WorkbookError when there is none."""
        course = cls(Path(path).resolve())
        if not course.seed_file.is_file():
            raise WorkbookError(
                f"“{course.root}”还不是课程文件夹，请先运行 workbook release 发布一课，"
                "或用 --course 指定已有的课程文件夹。"
            )
        return cls.create(course.root)  # brings back what was deleted, such as the configuration

    @property
    def source(self) -> Path:
        """Teacher's versions."""
        return self.root / "source"

    @property
    def release(self) -> Path:
        """Learners' versions, to hand out."""
        return self.root / "release"

    @property
    def submitted(self) -> Path:
        """What was handed in: ``submitted/STUDENT/LESSON/LESSON.ipynb``."""
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        """What came out of grading, in the same form."""
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        """HTML pages for learners, in the same form."""
        return self.root / "feedback"

    @property
    def gradebook(self) -> Path:
        """nbgrader's database file."""
        return self.root / "gradebook.db"

    @property
    def db_url(self) -> str:
        """The gradebook as nbgrader and SQLAlchemy name it."""
        return f"sqlite:///{self.gradebook.as_posix()}"

    @property
    def config_file(self) -> Path:
        """nbgrader's configuration, ours at first, the teacher's from then on."""
        return self.root / CONFIG_NAME

    @property
    def private(self) -> Path:
        """Our own folder: seed, judged results, earlier submissions, log."""
        return self.root / ".workbook"

    @property
    def seed_file(self) -> Path:
        """Where the secret seed is kept."""
        return self.private / "seed"

    @property
    def log_file(self) -> Path:
        """What nbgrader said while it worked for us."""
        return self.private / "nbgrader.log"

    @property
    def drafts(self) -> Path:
        """What is being written and not yet in place; nothing here is worth keeping."""
        return self.private / "drafts"

    @property
    def runs(self) -> Path:
        """A log of each grading run: ``TIME.jsonl``."""
        return self.private / "runs"

    @property
    def earlier(self) -> Path:
        """Submissions that a newer one replaced: ``STUDENT/LESSON/TIME/``."""
        return self.private / "earlier"

    @property
    def seed(self) -> int:
        """The course's secret seed, a non-negative integer."""
        try:
            return int(self.seed_file.read_text("ascii").strip(), 16)
        except (OSError, ValueError) as error:
            raise WorkbookError(
                f"课程的种子文件“{self.seed_file}”读不出来，请删除它再运行一次；分数不受影响。"
            ) from error

    def submission(self, student_id: str, lesson_id: str) -> Path:
        """The folder of one submission."""
        return self.submitted / student_id / lesson_id

    def students(self, lesson_id: str) -> list[str]:
        """Ids of the students who handed in ``lesson_id``, sorted."""
        found = self.submitted.glob(f"*/{lesson_id}/{lesson_id}.ipynb")
        return sorted(path.parent.parent.name for path in found)


def _write_once(path: Path, text: str, mode: int) -> None:
    """Write ``text`` whole or not at all, with ``mode`` from the start; keep an existing file."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(draft, path)
