"""start.py, as far as it can be asked without installing anything."""

from __future__ import annotations

import ast
import http.server
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import start

ROOT = Path(start.__file__).parent
OLD = (3, 6)


def test_an_old_python_can_read_the_file() -> None:
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=OLD)
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    } | {
        str(node.module).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    assert "__future__" not in imported  # Python 3.6 knows no annotations from there
    assert imported <= sys.stdlib_module_names
    newer = [node for node in ast.walk(tree) if isinstance(node, (ast.BinOp, ast.Subscript))]
    annotations = [
        annotation
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for annotation in (node.returns, *(argument.annotation for argument in node.args.args))
    ]
    assert not set(map(id, newer)) & set(map(id, annotations)), "a newer annotation is not quoted"


def test_an_old_python_gets_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "OLDEST", (99, 0))
    assert start.main([]) == 1
    said = capfd.readouterr().err.splitlines()
    assert len(said) == 1
    assert "需要 Python 3.11" in said[0]
    assert "请" in said[0]


def test_a_python_without_venv_gets_the_package_to_install(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "find_spec", lambda name: None if name == "ensurepip" else name)
    assert start.main([]) == 1
    assert "sudo apt install python3-venv" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("printed", "remedy"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "磁盘空间不足"),
        ("failed to copy: There is not enough space on the disk. (os error 112)", "磁盘空间不足"),
        ("[WinError 5] Access is denied: 'C:\\x\\.venv\\Scripts\\python.exe'", "没有写入权限"),
        ("[Errno 30] Read-only file system: '/x/.venv'", "没有写入权限"),
        ("[WinError 206] The filename or extension is too long", "路径太长"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "校验值不一致"),
        ("invalid peer certificate: UnknownIssuer", "证书"),
        ("[Errno -3] Temporary failure in name resolution\nNo matching distribution", "检查网络"),
        ("error: Failed to fetch: `x`\n  Caused by: error sending request for url", "检查网络"),
        ("ERROR: No matching distribution found for uv==9", "镜像"),
        ("something never seen before", "something never seen before"),
    ],
)
def test_what_goes_wrong_has_a_remedy(printed: str, remedy: str) -> None:
    sentence = start.explain(printed)
    assert remedy in sentence
    assert "请" in sentence
    assert "\n" not in sentence


def test_the_lock_splits_into_uv_and_the_rest() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    uv, others = start.split_lock(text)
    assert uv.startswith("uv==")
    assert "--hash=sha256:" in uv
    assert uv.count("==") == 1
    assert "\nuv==" not in others
    assert sorted((uv + others).splitlines()) == sorted(text.splitlines())


@pytest.fixture
def package_site(tmp_path: Path) -> Iterator[str]:
    """The address of a package index of our own that holds one wheel."""
    folder = tmp_path / "site" / "simple" / "nutshop"
    folder.mkdir(parents=True)
    name = "nutshop-1.0-py3-none-any.whl"
    with zipfile.ZipFile(folder / name, "w") as wheel:
        info = "nutshop-1.0.dist-info"
        wheel.writestr("nutshop.py", "NUTS = 3\n")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: nutshop\nVersion: 1.0\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(
            f"{info}/RECORD", f"nutshop.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n"
        )
    (folder / "index.html").write_text(f'<!DOCTYPE html><a href="{name}">{name}</a>')

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(tmp_path / "site"))  # type: ignore[arg-type]

        def log_message(self, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


def as_main_index(address: str, folder: Path) -> str:
    return f"[global]\nindex-url = {address}\ntrusted-host = 127.0.0.1\n"


def as_extra_index(address: str, folder: Path) -> str:
    empty = folder / "empty"
    empty.mkdir()
    return f"[global]\nindex-url = {empty.as_uri()}\n[install]\nextra-index-url = {address}\n"


def as_folder_of_wheels(address: str, folder: Path) -> str:
    return f"[global]\nno-index = true\nfind-links = {folder / 'site' / 'simple' / 'nutshop'}\n"


@pytest.mark.parametrize("mirror", [as_main_index, as_extra_index, as_folder_of_wheels])
def test_uv_takes_packages_from_the_mirror_set_for_pip(
    mirror: Callable[[str, Path], str],
    package_site: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in [name for name in os.environ if name.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(variable)
    settings = tmp_path / "pip.conf"
    settings.write_text(mirror(package_site, tmp_path))
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    own = {"UV_NO_CACHE": "1", **start.uv_environment(start.pip_settings())}
    uv = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "--target",
        str(tmp_path / "here"),
        "nutshop",
    ]
    done = subprocess.run(uv, env={**os.environ, **own}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "here" / "nutshop.py").read_text() == "NUTS = 3\n"


def test_what_is_set_for_uv_itself_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uv.example/simple")
    handed = start.uv_environment(
        {"index-url": "https://pip.example/simple", "proxy": "http://p:1"}
    )
    assert "UV_DEFAULT_INDEX" not in handed
    assert handed["HTTPS_PROXY"] == "http://p:1" or "HTTPS_PROXY" in os.environ
