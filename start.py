#!/usr/bin/env python3
"""Set up and start the workbook with nothing but Python.

``python3 start.py`` makes ``.venv`` beside this file, installs the locked packages and starts
JupyterLab; ``python3 start.py test`` runs the tests; all else goes to the ``workbook`` command.

Standard library only. The file must parse on Python 3.6, so that somebody with an old Python reads
a sentence and not a SyntaxError: newer annotations are therefore quoted.
"""

import ast
import codecs
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "workbook-stamp.json"
OLDEST = (3, 11)
# the lock for development holds the other one with the same pins
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}

DISK_FULL = "磁盘空间不足：请在本文件夹和用户目录所在的磁盘上腾出至少 2 GB，再运行一次同样的命令。"
# What a failed step printed, and what to do about it; the first match counts.
# fmt: off
REMEDIES = (
    (r"no space left|not enough space|disk quota|os error (28|112)\b|WinError 112|磁盘空间不足",
     DISK_FULL),
    (r"(WinError|os error) 206|file ?name too long|path too long",
     "文件夹的路径太长：请把整个文件夹移到较短的位置（例如 C:\\workbook），再运行一次。"),
    (r"denied|read-only file|not permitted|(WinError|os error) (5|13|30)\b|拒绝访问",
     "没有写入权限：请先关闭正在使用它的 JupyterLab；如果还不行，请把整个文件夹复制到自己的目录"
     "（例如“文档”），在那里运行。"),
    (r"do not match the hashes|hash mismatch",
     "下载到的文件与锁定文件里的校验值不一致：请换一个网络或镜像，再运行一次。"),
    (r"certificate|SSLError|invalid peer",
     "下载站的安全证书没有通过验证：请检查系统时间；如果学校使用自己的证书，"
     "请先运行：pip config set global.cert 证书文件。"),
    (r"name resolution|dns error|getaddrinfo|timed? ?out|refused|unreachable|NewConnection|proxy"
     r"|connection (reset|aborted|error)|error sending request|failed to fetch|client error",
     "连不上软件包下载站：请检查网络后再运行一次同样的命令；如果学校有镜像，"
     "请先运行：pip config set global.index-url 镜像网址。"),
    (r"no matching distribution|no solution found|no version of|not found in the",
     "下载站没有所需版本的软件包：请更新或更换镜像（或改用 Python 3.12），再运行一次。"),
)
# fmt: on


class Stop(Exception):
    """Setting up ended; the argument is one sentence in Chinese: what is wrong, what to do."""


def say(text: str) -> None:
    """Print a line at once, also on a console that cannot show Chinese; stdout is the command's."""
    encoding = codecs.lookup(sys.stderr.encoding or "utf-8").name.replace("ascii", "utf-8")
    sys.stderr.flush()
    sys.stderr.buffer.write((text + os.linesep).encode(encoding, "replace"))
    sys.stderr.buffer.flush()


def explain(output: str) -> str:
    """Return the remedy for what a failed step printed."""
    for pattern, remedy in REMEDIES:
        if re.search(pattern, output, re.IGNORECASE):
            return remedy
    last = output.strip().splitlines()[-1:] or ["没有更多信息"]
    return f"准备环境时出错（{last[0]}）：请删除 .venv 文件夹，再运行一次同样的命令。"


def check_python() -> None:
    """Refuse a Python that is too old or cannot make virtual environments."""
    if sys.version_info < OLDEST:
        found = next(filter(shutil.which, ("python3.13", "python3.12", "python3.11")), "")
        here = f"这台电脑上还有 {found}，请运行：{found} start.py。"
        get = "请安装 Python 3.12（python.org 或应用商店），再用它运行 start.py。"
        now = "{}.{}".format(*sys.version_info[:2])
        raise Stop(f"需要 Python 3.11 或更新的版本，现在是 {now}：" + (here if found else get))
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise Stop("Python 缺少 venv 模块：请先运行 sudo apt install python3-venv，再运行一次。")


def fingerprint(kind: str) -> str:
    """Return a key of all that the installation depends on, this folder's place included."""
    files = [LOCKS[kind], ROOT / "pyproject.toml", *sorted((ROOT / "share").rglob("*.json"))]
    digest = hashlib.sha256(f"{ROOT}|{sys.version_info[:2]}".encode("utf-8", "replace"))
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_stamp() -> "dict[str, str]":
    """Return what the last finished installation left, or nothing."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def python_works() -> bool:
    """Say whether .venv's Python starts and is of the version that runs this file."""
    question = "import sys; print(sys.version_info[:2])"
    try:
        answer = subprocess.run([str(PYTHON), "-c", question], stdout=subprocess.PIPE, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.stdout.decode("ascii", "replace").strip() == str(sys.version_info[:2])


def is_ready(kind: str) -> bool:
    """Say whether there is nothing to install."""
    return read_stamp().get(kind) == fingerprint(kind) and python_works()


@contextmanager
def only_one() -> "Iterator[None]":
    """Let one process at a time set up; the system drops the lock when its holder dies."""
    with open(str(ROOT / ".venv.lock"), "a+b") as handle:
        told = False
        while not taken(handle.fileno()):
            if not told:
                say("另一个窗口正在准备环境，等它做完……")
            told = True
            time.sleep(0.5)
        yield


def taken(descriptor: int) -> bool:
    """Lock an open file, or say that somebody else has."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def run(command: "list[str]", extra: "dict[str, str] | None" = None) -> None:
    """Run one step, showing what it prints; raise Stop if it fails."""
    ours = {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
    env = {**os.environ, **ours, **(extra or {})}
    lines = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env, cwd=str(ROOT)
    ) as process:
        for raw in process.stdout or ():
            line = raw.decode("utf-8", "replace").rstrip()
            lines.append(line)
            if not line.startswith((" + ", " - ", "Requirement already")):
                say("    " + line[:110])
    if process.returncode:
        raise Stop(explain("\n".join(lines[-60:])))


def pip(*arguments: str) -> None:
    """Run .venv's own pip, which reads the configuration of this computer."""
    run([str(PYTHON), "-m", "pip", "install", "--retries", "2", *arguments])


def pip_settings() -> "dict[str, str]":
    """Return pip's settings on this computer: files first, then what is set for this run."""
    command = [str(PYTHON), "-m", "pip", "config", "list"]
    printed = subprocess.run(command, stdout=subprocess.PIPE, env=dict(os.environ, PYTHONUTF8="1"))
    lines = printed.stdout.decode("utf-8", "replace").splitlines()
    found = {}
    for section in ("global", "install", ":env:"):  # a later one wins, as in pip
        for line in lines:
            key, _, value = line.partition("=")
            if key.startswith(section + "."):
                found[key[len(section) + 1 :]] = str(ast.literal_eval(value))
    return found


def uv_environment(settings: "dict[str, str]") -> "dict[str, str]":
    """Hand pip's mirror on to uv, which does not read pip's configuration.

    What somebody has set for uv itself stays. Every index is asked for every package, as pip does;
    that is safe here because only files with the locked hashes are taken.
    """
    places = [os.path.expanduser(place) for place in settings.get("find-links", "").split()]
    proxy = settings.get("proxy", "")
    wanted = {
        "UV_DEFAULT_INDEX": settings.get("index-url", ""),
        "UV_INDEX": " ".join(settings.get("extra-index-url", "").split()),
        "UV_FIND_LINKS": ",".join(places),
        "UV_INSECURE_HOST": " ".join(settings.get("trusted-host", "").split()),
        "UV_NO_INDEX": "1" if settings.get("no-index", "") in ("1", "true", "True") else "",
        "SSL_CERT_FILE": settings.get("cert", ""),
        "HTTPS_PROXY": proxy,
        "HTTP_PROXY": proxy,
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    return {key: value for key, value in wanted.items() if value and not os.environ.get(key)}


def split_lock(text: str) -> "tuple[str, str]":
    """Split a lock into the entry of uv and all the others."""
    before, uv_entry, after = re.split(r"(?m)^(uv==.*\n(?:[ \t].*\n)*)", text)
    return uv_entry, before + after


def install_locked(lock: Path) -> None:
    """Install the lock with uv, or with pip where uv is not to be had or fails."""
    uv_entry, others = split_lock(lock.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        uv_only, without_uv = Path(folder) / "uv.txt", Path(folder) / "others.txt"
        uv_only.write_text(uv_entry, encoding="utf-8")
        without_uv.write_text(others, encoding="utf-8")
        try:
            pip("--require-hashes", "--only-binary", "uv", "-r", str(uv_only))
            # compiled at once, as pip does: the sandbox cannot write what it compiles
            uv = [str(PYTHON), "-m", "uv", "pip", "install", "--compile-bytecode"]
            uv += ["--python", str(PYTHON)]
            run([*uv, "--require-hashes", "-r", str(without_uv)], uv_environment(pip_settings()))
        except Stop as stop:
            if stop.args[0] == DISK_FULL:
                raise  # pip would fill the same disk
            say("  · uv 没有成功，改用 pip（慢一些）……")
            pip("--require-hashes", "-r", str(without_uv))


def set_up(kind: str) -> None:
    """Make .venv complete; a half-made or moved one is made anew."""
    stamp = read_stamp()
    kept = stamp.get("root") == str(ROOT) and python_works()
    say("正在准备环境：第一次需要几分钟，请不要关闭窗口。")
    if kept:
        STAMP.unlink()  # an interrupted update is a half-made .venv
    else:
        say("  1/3 建立虚拟环境 .venv" + ("（原来的不完整，重新建立）" if VENV.exists() else ""))
        # not sys.executable: that may be the Python of the very .venv that is about to be cleared
        base = getattr(sys, "_base_executable", None) or sys.executable
        run([base, "-m", "venv", "--clear", str(VENV)])
    say(f"  2/3 安装软件包（{LOCKS[kind].name}）")
    install_locked(LOCKS[kind])
    say("  3/3 安装练习册本身")
    pip("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "-e", str(ROOT))
    done = {"root": str(ROOT), "run": fingerprint("run"), kind: fingerprint(kind)}
    STAMP.write_text(json.dumps(done), encoding="utf-8")
    say("环境已经准备好。")


def hand_over(arguments: "list[str]") -> int:
    """Run the workbook command in .venv and return its exit status."""
    env = {"PYTHONUTF8": "1", **os.environ, "VIRTUAL_ENV": str(VENV)}
    env["PATH"] = str(BIN) + os.pathsep + env.get("PATH", "")
    # -P: files in the current folder must not pass for modules
    command = [str(PYTHON), "-P", "-m", "grading.cli", *arguments]
    if os.name != "nt":
        os.execve(command[0], command, env)
    # Windows' Python 3.11 reads the path of an editable install in the local code page
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [env.get("PYTHONPATH")])])
    with subprocess.Popen(command, env=env) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the child got it too and ends by itself


def main(arguments: "list[str]") -> int:
    """Set up where needed, then hand over; return an exit status."""
    os.environ.pop("PYTHONHOME", None)  # it would mislead the Python in .venv
    try:
        check_python()
        kind = "dev" if arguments[:1] == ["test"] else "run"
        if not is_ready(kind):
            with only_one():
                if not is_ready(kind):
                    set_up(kind)
        return hand_over(arguments or ["lab"])
    except KeyboardInterrupt:
        say("\n已停止。再运行一次同样的命令即可继续。")
        return 130
    except Stop as stop:
        say(f"✘ {stop}")
    except OSError as error:
        say(f"✘ {explain(str(error))}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
