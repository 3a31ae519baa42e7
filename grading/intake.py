"""Collect what a class handed in, whatever the files are called, into the submitted folder."""

from __future__ import annotations

import os
import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nbgrader.utils import parse_utc

from grading.boundary.archive import Entry, UnreadableError, handed_in
from grading.course import Course
from helpers.exercises.catalog import lesson, lessons
from helpers.exercises.model import Lesson

NOTEBOOK = re.compile(r"\.ipynb(\.(txt|json))?$", re.IGNORECASE)  # phones add .txt
ARCHIVE = re.compile(r"\.(zip|rar|7z)$", re.IGNORECASE)
# What browsers, Windows and JupyterLab add to the name of a second copy.
COPY_BEFORE = re.compile(r"^(副本|复件|Copy of)[\s_-]*(\(\d+\))?", re.IGNORECASE)
COPY = re.compile(r"[\s_-]*(\((?P<number>\d+)\)|-?\s*副本(\s*\(\d+\))?|-Copy(?P<copy>\d+))$")
SEPARATORS = " _-—+,.、。()[]【】"
# Words in names of files and folders that say nothing about a person.
NOISE = re.compile(
    r"作业|练习|提交|submitted|homework|我的|未命名\d*|Untitled\d*|新建\s*文本文档|最终版",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"^([\u4e00-\u9fff]{2,3}?)交?的$")  # 李明的, but not 阿的
TIME_FORMAT = "%Y-%m-%d %H:%M:%S.%f UTC"
MAX_ID = 60  # characters
SAME_TIME = timedelta(seconds=2)  # a zip counts in steps of two seconds


@dataclass
class IntakeReport:
    """What came of a collection, for the teacher.

    ``accepted``: ids of students whose work was taken or is already there unchanged (those are
    in ``unchanged``, too), sorted. ``problems``: Chinese sentences. ``ignored``: names of files
    that are neither notebooks of this lesson nor asked for.
    """

    accepted: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Piece:
    """One file of one student; ``target`` is its name in the submission."""

    student: str
    target: str
    entry: Entry
    copy: int

    @property
    def age(self) -> tuple[datetime, int, str]:
        return self.entry.modified, self.copy, self.entry.name


def collect(course: Course, lesson_id: str, source: Path) -> IntakeReport:
    """Take notebooks of ``lesson_id``, and the files it asks for, from a folder or zip.

    The student is told from the file's or the folder's name. Bytes are copied, never parsed. A
    newer submission replaces the older, which goes to ``course.earlier``; collecting the same
    again changes nothing. Raises WorkbookError when ``source`` as a whole cannot be read.
    """
    one = lesson(lesson_id)
    report = IntakeReport()
    with handed_in(source) as (entries, problems):
        report.problems += problems
        pieces = _pieces(entries, one, report)
        for student in sorted(pieces):
            _take(course, one, student, pieces[student], report)
    if not report.accepted and not report.problems:
        report.problems.append(
            f"“{source.name}”里没有找到这一课的笔记（.ipynb 文件）：请检查选的是不是这一课的作业。"
        )
    return report


def _pieces(
    entries: Iterable[Entry], one: Lesson, report: IntakeReport
) -> dict[str, dict[str, _Piece]]:
    """The newest file of each kind for each student: student -> target -> piece."""
    found: dict[str, dict[str, list[_Piece]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        target = _target(entry, one)
        if target is None and ARCHIVE.search(entry.name):
            report.problems.append(
                f"“{entry.name}”是压缩包，没有打开；请解压成文件夹，再收取一次。"
            )
            continue
        if target is None:
            report.ignored.append(entry.name)
            continue
        student = student_id(entry.parts, (one.id, Path(target).stem, one.title), one.number)
        if not student:
            report.problems.append(
                f"“{entry.name}”看不出是谁的，没有收取；请改名为“姓名.ipynb”或放进以姓名命名的文件夹。"
            )
            continue
        copy = COPY.search(_stem(entry.parts[-1]))
        number = int(next(filter(None, copy.group("number", "copy")), 1)) if copy else 0
        found[student][target].append(_Piece(student, target, entry, number))
    return {
        student: {target: _newest(pieces, report) for target, pieces in targets.items()}
        for student, targets in found.items()
    }


def _target(entry: Entry, one: Lesson) -> str | None:
    """The name that a file gets in the submission, None if it is not asked for."""
    name = entry.parts[-1]
    if NOTEBOOK.search(name):
        others = [other.id for other in lessons() if other.id != one.id]
        whole = entry.name
        return None if any(other in whole for other in others) else f"{one.id}.ipynb"
    for wanted in one.files:
        if name.lower().endswith(Path(wanted).suffix.lower()) and Path(wanted).stem in name:
            return wanted
    return None


def _stem(name: str) -> str:
    return NOTEBOOK.sub("", name) if NOTEBOOK.search(name) else Path(name).stem


def student_id(parts: Sequence[str], words: Sequence[str], number: str) -> str:
    """The student whom a path belongs to, fit to be a folder's name; "" if it does not tell.

    ``words`` (the lesson's id and title) and its ``number`` say nothing about a person. What is
    left of the file's name counts, or of the nearest folder's. A student number that only the
    folder has is kept (folder 20190101李明, file 李明).
    """
    names = [_person(_without_copy(_stem(parts[-1])), words, number)]
    names += [_person(folder, words, number) for folder in reversed(parts[:-1])]
    told = next(filter(None, names), "")
    if told and len(names) > 1 and re.fullmatch(r"[\d\W_]*", names[1].replace(told, "", 1)):
        told = names[1] or told
    return _safe(POSSESSIVE.sub(r"\1", told))


def _without_copy(stem: str) -> str:
    """``stem`` without what was added to it, also to the copy of a copy."""
    while found := COPY.search(stem):
        stem = stem[: found.start()]
    return COPY_BEFORE.sub("", stem)


def _person(name: str, words: Sequence[str], number: str) -> str:
    """``name`` without the lesson's own words; the bare number only if nothing else names it."""
    plain = name
    for word in (*words, f"第{number}课", f"第{number.lstrip('0')}课"):
        plain = re.sub(re.escape(word), " ", plain, flags=re.IGNORECASE)
    plain = NOISE.sub(" ", plain)
    if words[0] not in name:
        signs = re.escape(SEPARATORS)
        plain = re.sub(rf"(^|[{signs}]){number}(?=$|[{signs}])", " ", plain)
    return plain.strip(SEPARATORS)


def _safe(name: str) -> str:
    """Letters of any script, digits and a few signs: nbgrader reads ids as patterns and paths."""
    return re.sub(r"[^\w·@.-]+", "_", name)[:MAX_ID].strip("_.-")


def _newest(pieces: list[_Piece], report: IntakeReport) -> _Piece:
    newest = max(pieces, key=lambda piece: piece.age)
    if len(pieces) > 1:
        others = "、".join(f"“{p.entry.name}”" for p in pieces if p is not newest)
        report.problems.append(
            f"{newest.student} 交了 {len(pieces)} 份，收取了较新的“{newest.entry.name}”，"
            f"没有收取 {others}；如果是同名的两个人，请改名后再收取一次。"
        )
    return newest


@dataclass(frozen=True)
class _Kept:
    """One file of a submission that lies in the course."""

    data: bytes
    modified: datetime


def _take(
    course: Course, one: Lesson, student: str, pieces: dict[str, _Piece], report: IntakeReport
) -> None:
    """Put one student's files in place; what is already there and not replaced is kept."""
    notebook = f"{one.id}.ipynb"
    folder = course.submission(student, one.id)
    before = _present(folder, (notebook, *one.files))
    taken: dict[str, _Kept] = {}
    for target, piece in pieces.items():
        try:
            data = piece.entry.read()
        except UnreadableError as error:
            report.problems.append(f"{student} 的“{piece.entry.name}”{error}，没有收取。")
            continue
        kept = before.get(target)
        if kept and kept.data == data:
            continue
        if kept and piece.entry.modified < kept.modified - SAME_TIME:
            report.problems.append(f"{student} 的“{piece.entry.name}”比已收取的旧，没有替换。")
            continue
        taken[target] = _Kept(data, min(piece.entry.modified, datetime.now(UTC)))
    if notebook not in before | taken:
        if notebook not in pieces:
            report.problems.append(f"{student} 只交了文件，没有交笔记，没有收取。")
        return
    report.accepted.append(student)
    if taken:
        _install(course, folder, before | taken, max(kept.modified for kept in taken.values()))
    else:
        report.unchanged.append(student)


def _present(folder: Path, names: Iterable[str]) -> dict[str, _Kept]:
    paths = [folder / name for name in names]
    return {
        path.name: _Kept(path.read_bytes(), datetime.fromtimestamp(path.stat().st_mtime, UTC))
        for path in paths
        if path.is_file() and not path.is_symlink()
    }


def _timestamp(folder: Path) -> datetime | None:
    try:
        moment: datetime = parse_utc((folder / "timestamp.txt").read_text("utf-8").strip())
    except (OSError, ValueError):
        return None
    return moment.replace(tzinfo=UTC)


def _install(course: Course, folder: Path, files: dict[str, _Kept], moment: datetime) -> None:
    """Write everything beside, then move the old submission away and the new one in."""
    last = _timestamp(folder)
    if last:
        moment = max(moment, last + timedelta(seconds=1))  # or nbgrader would not see it as newer
    draft = course.private / f"intake-{secrets.token_hex(4)}"
    draft.mkdir()
    for name, kept in files.items():
        (draft / name).write_bytes(kept.data)
        os.utime(draft / name, (kept.modified.timestamp(),) * 2)
    (draft / "timestamp.txt").write_text(moment.strftime(TIME_FORMAT) + "\n", "utf-8")
    if folder.exists():
        earlier = course.earlier / folder.parent.name / folder.name
        earlier.mkdir(parents=True, exist_ok=True)
        folder.rename(earlier / datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f"))
    folder.parent.mkdir(parents=True, exist_ok=True)
    os.replace(draft, folder)
