"""How a class's work arrives: what hurried learners and teachers put into folders and archives."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

LESSON = "97_small"  # the small lesson of tests/grading/conftest.py
BOOK = "统计表.xlsx"  # which it asks for
NOON = (2026, 3, 2, 12, 0, 0)
RAR = b"Rar!\x1a\x07\x01\x00" + bytes(200)
Files = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Arrival:
    """What a teacher collects: ``files`` by path, in a folder or, packed by ``pack``, in one archive.

    ``taken`` are the students whose work is taken, with the content of their notebooks; ``says`` are
    words of which each must be read in the problems, which are none if there are none.
    ``refused`` are words of the sentence with which the whole is refused.
    """

    name: str
    kinds: tuple[str, ...]
    files: Files
    taken: Mapping[str, str]
    says: tuple[str, ...] = ()
    pack: Callable[[Files], bytes] | None = None
    refused: str = ""

    def put(self, folder: Path) -> Path:
        """Make the folder or the archive below ``folder``."""
        if self.pack is not None:
            path = folder / "作业.zip"
            path.write_bytes(self.pack(self.files))
            return path
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_bytes(content))
        return folder


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _zip(files: Files, mark: Callable[[zipfile.ZipInfo], None] | None = None) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, NOON)
            info.compress_type = zipfile.ZIP_DEFLATED
            if mark is not None:
                mark(info)
            packed.writestr(info, _bytes(content))
    return data.getvalue()


def _in_gbk(files: Files) -> bytes:
    """As Windows packs: names in the system's encoding, and nothing that says so."""
    plain = {"x" * len(name.encode("gbk")): content for name, content in files.items()}
    data = _zip(plain)
    for raw in sorted((name.encode("gbk") for name in files), key=len, reverse=True):
        data = data.replace(b"x" * len(raw), raw)
    return data


def _locked(files: Files) -> bytes:
    """Flagged as encrypted in the directory and in front of each file."""
    data = bytearray(_zip(files))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(sign, place + 1)
    return bytes(data)


def _links(files: Files) -> bytes:
    def mark(info: zipfile.ZipInfo) -> None:
        if info.filename.startswith("李明"):
            info.external_attr = (stat.S_IFLNK | 0o777) << 16

    return _zip(files, mark)


ARRIVALS = [
    Arrival("zip-in-zip", ("zip in a zip",), {"李明.zip": _zip({"李明.ipynb": "一"}), "王芳.ipynb": "二"},
            {"王芳": "二"}, ("“李明.zip”是压缩包",), _zip),
    Arrival("zip-in-folder", ("zip in a zip",), {"李明.zip": _zip({"李明.ipynb": "一"}), "张三.rar": RAR,
            "王芳.ipynb": "二"}, {"王芳": "二"}, ("“李明.zip”是压缩包", "“张三.rar”是压缩包")),
    Arrival("windows-zip", ("GBK names in a zip",), {"一班/李明.ipynb": "一", "一班/諸葛誠.ipynb": "二"},
            {"李明": "一", "諸葛誠": "二"}, (), _in_gbk),
    Arrival("windows-zip-with-folder", ("GBK names in a zip",), {"20190101李明/小课.ipynb": "一"},
            {"20190101李明": "一"}, (), _in_gbk),
    Arrival("litter", ("litter in a zip",), {
        "李明.ipynb": "一", "__MACOSX/._李明.ipynb": "x", "__MACOSX/李明.ipynb": "x", "Thumbs.db": "x",
        ".DS_Store": "x", "desktop.ini": "x", "._王芳.ipynb": "x",
        ".ipynb_checkpoints/李明-checkpoint.ipynb": "旧", f"~$李明{BOOK}": "x"}, {"李明": "一"}, (), _zip),
    Arrival("litter-in-folder", ("litter in a zip",), {
        "李明/97_small.ipynb": "一", "李明/.ipynb_checkpoints/97_small-checkpoint.ipynb": "旧",
        "__MACOSX/李明/._97_small.ipynb": "x", "李明/Thumbs.db": "x"}, {"李明": "一"}),
    Arrival("copy-behind", ("a copy's name",), {"李明 - 副本.ipynb": "一"}, {"李明": "一"}),
    Arrival("copy-behind-twice", ("a copy's name",), {"李明 - 副本 (2).ipynb": "一", "王芳(1)(1).ipynb": "二",
            "张三-Copy1 - 副本.ipynb": "三"}, {"李明": "一", "王芳": "二", "张三": "三"}),
    Arrival("copy-before", ("a copy's name",), {"副本 李明.ipynb": "一", "复件 王芳.ipynb": "二",
            "Copy of 张三.ipynb": "三"}, {"李明": "一", "王芳": "二", "张三": "三"}),
    Arrival("copy-and-original", ("a copy's name", "two versions"), {"李明.ipynb": "一", "李明 - 副本.ipynb": "二"},
            {"李明": "二"}, ("李明 交了 2 份",), _zip),
    Arrival("two-versions", ("two versions", "two notebooks"), {"李明/李明.ipynb": "一", "李明/李明(1).ipynb": "二"},
            {"李明": "二"}, ("交了 2 份",), _zip),
    Arrival("two-lessons", ("two notebooks",), {"李明/97_small.ipynb": "一", "李明/98_other.ipynb": "别的"},
            {"李明": "一"}),
    Arrival("two-without-a-name", ("two notebooks", "renamed notebook"),
            {"李明/Untitled.ipynb": "一", "李明/Untitled1.ipynb": "二"}, {"李明": "二"}, ("交了 2 份",), _zip),
    Arrival("twice-in-two-places", ("one student twice",), {"李明.ipynb": "一", "补交/李明.ipynb": "二"},
            {"李明": "二"}, ("交了 2 份",), _zip),
    Arrival("his", ("a name in a phrase",), {"李明的.ipynb": "一", "欧阳娜的作业.ipynb": "二",
            "王芳的97_small.ipynb": "三", "张三交的作业.ipynb": "四"},
            {"李明": "一", "欧阳娜": "二", "王芳": "三", "张三": "四"}),
    Arrival("a-name-that-ends-so", ("a name in a phrase", "odd names"), {"阿的.ipynb": "一"}, {"阿的": "一"}),
    Arrival("mine", ("a name in a phrase", "renamed notebook"), {"我的作业.ipynb": "一", "王芳.ipynb": "二"},
            {"王芳": "二"}, ("“我的作业.ipynb”看不出是谁的",)),
    Arrival("mine-in-a-folder", ("a name in a phrase", "renamed notebook"), {"李明/我的作业.ipynb": "一",
            "王芳/未命名.ipynb": "二", "张三/新建 文本文档.ipynb": "三"}, {"李明": "一", "王芳": "二", "张三": "三"}),
    Arrival("renamed", ("renamed notebook",), {"李明/第97课.ipynb": "一", "王芳/小课（最终版）.ipynb": "二",
            "张三/97_small.ipynb.txt": "三"}, {"李明": "一", "王芳": "二", "张三": "三"}),
    Arrival("only-a-workbook", ("missing notebook",), {f"李明/{BOOK}": "表", "王芳.ipynb": "二"}, {"王芳": "二"},
            ("李明 只交了文件，没有交笔记",)),
    Arrival("only-photos", ("missing notebook",), {"李明/1.jpg": "x", "李明/2.docx": "x"}, {},
            ("没有找到这一课的笔记",)),
    Arrival("empty-notebook", ("missing notebook",), {"李明.ipynb": ""}, {}, ("是空文件",)),
    Arrival("empty-zip", ("an empty zip",), {}, {}, ("没有找到这一课的笔记",), _zip),
    Arrival("locked-zip", ("a locked zip",), {"李明.ipynb": "一", "王芳.ipynb": "二"}, {},
            ("“李明.ipynb”加了密码", "“王芳.ipynb”加了密码"), _locked),
    Arrival("rar-called-zip", ("another archive called zip",), {}, {}, (), lambda files: RAR, "不是能打开的 zip"),
    Arrival("7z-called-zip", ("another archive called zip",), {}, {}, (),
            lambda files: b"7z\xbc\xaf\x27\x1c" + bytes(200), "不是能打开的 zip"),
    Arrival("half-a-zip", ("another archive called zip",), {"李明.ipynb": "一" * 500}, {}, (),
            lambda files: _zip(files)[:-60], "不是能打开的 zip"),
    Arrival("dots", ("`..` in archives",), {"../李明.ipynb": "一", "a/../../王芳.ipynb": "x", "/tmp/张三.ipynb": "x",
            "C:\\李四.ipynb": "x", "..\\赵六.ipynb": "x", "好/孙七.ipynb": "七"}, {"孙七": "七"},
            ("李明", "王芳", "张三", "李四", "赵六", "文件夹之外"), _zip),
    Arrival("bomb", ("zip bombs",), {"李明.ipynb": b" " * 25_000_000, "王芳.ipynb": "二"}, {"王芳": "二"},
            ("“李明.ipynb”的压缩比不正常",), _zip),
    Arrival("links", ("symlinks",), {"李明.ipynb": "/etc/passwd", "王芳.ipynb": "二"}, {"王芳": "二"},
            ("“李明.ipynb”是链接",), _links),
    Arrival("odd-names", ("odd names",), {"李明😀.ipynb": "一", "O'Brien.ipynb": "二", "-rf.ipynb": "三",
            "阿依古丽·买买提.ipynb": "四", "长" * 70 + ".ipynb": "五"},
            {"李明": "一", "O_Brien": "二", "rf": "三", "阿依古丽·买买提": "四", "长" * 60: "五"}),
]  # fmt: skip
