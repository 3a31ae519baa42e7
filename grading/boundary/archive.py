"""The files of a handed-in folder or zip: names checked, links refused, sizes capped.

Crosses here: file names (text, told from GBK or UTF-8) and bytes (at most MAX_FILE of each file).
Nothing is unpacked to disk, and nothing is parsed but the zip's own directory.
"""

from __future__ import annotations

import lzma
import os
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from helpers.errors import WorkbookError

MAX_ENTRIES = 20_000
MAX_TOTAL = 2_000_000_000  # bytes, unpacked
MAX_FILE = 30_000_000  # bytes of one file, unpacked
MAX_RATIO = 200  # unpacked to packed, for files above RATIO_FROM
RATIO_FROM = 1_000_000  # bytes; small texts may well shrink that much
DAMAGED = (  # what zipfile and its decompressors raise for damaged or unknown data
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
HIDDEN = ("__MACOSX", ".ipynb_checkpoints", "__pycache__", "Thumbs.db", "desktop.ini")


class UnreadableError(Exception):
    """Why one file cannot be taken; the message is the end of a Chinese sentence."""


@dataclass(frozen=True)
class Entry:
    """One regular file. ``parts`` are its folders and name; ``read`` may raise UnreadableError."""

    parts: tuple[str, ...]
    modified: datetime
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The path as people write it."""
        return "/".join(self.parts)


@contextmanager
def handed_in(source: Path) -> Iterator[tuple[list[Entry], list[str]]]:
    """The files of ``source``, a folder or a zip, and a Chinese sentence for each one refused.

    Raises WorkbookError when ``source`` is neither, is damaged, or holds more than the caps allow.
    """
    if source.is_dir():
        yield _folder_entries(source)
        return
    try:
        archive = zipfile.ZipFile(source)
    except DAMAGED as error:
        raise WorkbookError(
            f"“{source}”不是文件夹，也不是能打开的 zip 压缩包；"
            "其他格式（rar、7z）请先解压成文件夹。"
        ) from error
    with archive:
        yield _zip_entries(archive, source)


def _folder_entries(source: Path) -> tuple[list[Entry], list[str]]:
    entries: list[Entry] = []
    problems: list[str] = []
    total = 0
    for where, folders, names in os.walk(source):
        linked = [name for name in folders if Path(where, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not _hidden(name) and name not in linked)
        for name in linked + sorted(names):
            path = Path(where, name)
            info = path.lstat()
            parts = tuple(_tidy(part) for part in path.relative_to(source).parts)
            if _hidden(name):
                continue
            if not stat.S_ISREG(info.st_mode):
                problems.append(f"“{'/'.join(parts)}”是链接或特殊文件，没有收取。")
                continue
            total += info.st_size
            modified = datetime.fromtimestamp(info.st_mtime, UTC)
            entries.append(Entry(parts, modified, _file_reader(path)))
        _check_caps(len(entries), total)
    return entries, problems


def _file_reader(path: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        try:
            with os.fdopen(os.open(path, flags), "rb") as file:
                return _capped(file.read(MAX_FILE + 1))
        except OSError as error:
            raise UnreadableError(f"打不开（{error.strerror}）") from error

    return read


def _zip_entries(archive: zipfile.ZipFile, source: Path) -> tuple[list[Entry], list[str]]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    _check_caps(len(infos), sum(info.file_size for info in infos))
    fallback = datetime.fromtimestamp(source.stat().st_mtime, UTC)
    entries: list[Entry] = []
    problems: list[str] = []
    for info in infos:
        name = _zip_name(info)
        parts = tuple(_tidy(part) for part in name.split("/") if part not in ("", "."))
        if any(_hidden(part) for part in parts if part != ".."):
            continue
        reason = _refusal(info, name)
        if reason:
            problems.append(f"“{name}”{reason}，没有收取。")
            continue
        entries.append(Entry(parts, _zip_time(info, fallback), _member_reader(archive, info)))
    return entries, problems


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name: UTF-8 where the zip says so or it fits, else Windows' GBK."""
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/").replace("\0", "")


def _refusal(info: zipfile.ZipInfo, name: str) -> str:
    """Why a member is not even looked at, or nothing."""
    if ".." in name.split("/") or name.startswith("/") or name[1:2] == ":":
        return "的路径指向文件夹之外"
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "是链接或特殊文件"
    if info.flag_bits & 0x1:
        return "加了密码"
    if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return "的压缩比不正常"
    return ""


def _zip_time(info: zipfile.ZipInfo, fallback: datetime) -> datetime:
    """A zip keeps local time; some programs write none (1980) or nonsense."""
    try:
        moment = datetime(*info.date_time).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return fallback
    return moment if moment.year > 1980 else fallback


def _member_reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with archive.open(info) as file:
                return _capped(file.read(MAX_FILE + 1))
        except DAMAGED as error:
            raise UnreadableError("在压缩包里已损坏") from error

    return read


def _capped(data: bytes) -> bytes:
    if len(data) > MAX_FILE:
        raise UnreadableError(f"超过 {MAX_FILE // 1_000_000} MB")
    if not data:
        raise UnreadableError("是空文件")
    return data


def _check_caps(count: int, total: int) -> None:
    if count > MAX_ENTRIES or total > MAX_TOTAL:
        raise WorkbookError(
            f"要收取的文件太多或太大（{count} 个，共 {total // 1_000_000} MB），"
            "请只放这一课的作业，分几次收取。"
        )


def _hidden(name: str) -> bool:
    return name in HIDDEN or name.startswith(("._", ".DS_Store", "~$"))


def _tidy(name: str) -> str:
    """One form for the same characters: macOS takes accents apart, phones widen digits."""
    return unicodedata.normalize("NFKC", name).strip()
