"""start.py for real: a fresh environment, interruptions, a missing network, a full disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.setup.support import clean_environment, copy_project, run_start

pytestmark = pytest.mark.slow
BIN = "Scripts" if os.name == "nt" else "bin"
MAKING = "正在准备环境："


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project under a name with spaces and Chinese, set up by its first command."""
    project = copy_project(tmp_path_factory.mktemp("fresh") / "三班 的练习册 (1)")
    done = run_start(project, "--help")
    assert done.returncode == 0, done.stderr
    assert MAKING in done.stderr
    assert done.stdout.startswith("用法：workbook")  # the command's output is not mixed with ours
    return project


def test_the_second_time_is_quick(project: Path) -> None:
    begun = time.perf_counter()
    done = run_start(project, "--help")
    assert time.perf_counter() - begun < 2  # Python, click and all
    assert done.returncode == 0
    assert done.stderr == ""


def test_the_commands_status_comes_back(project: Path) -> None:
    assert run_start(project, "no-such-command").returncode == 2
    assert run_start(project, "list", "99").returncode == 1


def test_programs_of_the_environment_are_found_first(project: Path) -> None:
    done = run_start(project, "doctor")
    assert "✔ 命令" in done.stdout, done.stdout
    assert "✔ 软件包" in done.stdout, done.stdout


def test_the_scripts_work_in_this_path(project: Path) -> None:
    for script in ("workbook", "alembic", "nbgrader"):
        command = [str(project / ".venv" / BIN / script), "--help"]
        done = subprocess.run(command, env=clean_environment(), capture_output=True, timeout=120)
        assert done.returncode == 0, (script, done.stderr)


def test_jupyterlabs_chinese_is_installed_with_the_project(project: Path) -> None:
    settings = project / ".venv" / "share/jupyter/lab/settings/overrides.d"
    assert "zh_CN" in "".join(path.read_text("utf-8") for path in settings.glob("*.json"))


def test_a_changed_project_is_installed_again(project: Path) -> None:
    with (project / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    done = run_start(project, "--help")
    assert MAKING in done.stderr
    assert "1/3" not in done.stderr, "the environment itself was still good"
    assert run_start(project, "--help").stderr == ""


def test_a_half_made_environment_is_made_anew(project: Path) -> None:
    (project / ".venv" / "workbook-stamp.json").unlink()
    shutil.rmtree(next((project / ".venv").rglob("click")))
    done = run_start(project, "--help")
    assert "重新建立" in done.stderr
    assert done.returncode == 0, done.stderr


def test_a_moved_project_with_a_broken_python_is_mended_by_one_of_two(project: Path) -> None:
    moved = project.rename(project.with_name("搬到 这里"))
    try:
        (moved / ".venv" / BIN / "python").unlink()
        with ThreadPoolExecutor() as pool:
            both = list(pool.map(lambda _: run_start(moved, "--help"), range(2)))
        assert [done.returncode for done in both] == [0, 0], [done.stderr for done in both]
        assert sum(MAKING in done.stderr for done in both) == 1
        assert sum("另一个窗口" in done.stderr for done in both) == 1
    finally:
        moved.rename(project)


@pytest.mark.needs_bwrap
class TestWithoutWhatIsNeeded:
    """Under bubblewrap the network is gone, the disk is full or the folder cannot be written."""

    BWRAP = ("bwrap", "--dev-bind", "/", "/", "--die-with-parent")

    def last_line(self, done: subprocess.CompletedProcess[str]) -> str:
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr
        last = done.stderr.strip().splitlines()[-1]
        assert last.startswith("✘")
        return last

    def test_no_network(self, tmp_path: Path) -> None:
        project = copy_project(tmp_path / "没有 网络")
        done = run_start(project, "list", before=(*self.BWRAP, "--unshare-net"))
        assert "检查网络" in self.last_line(done)

    def test_no_network_is_no_matter_the_second_time(self, project: Path) -> None:
        run_start(project, "--help")
        done = run_start(project, "--help", before=(*self.BWRAP, "--unshare-net"))
        assert done.returncode == 0, done.stderr

    def test_full_disk(self, tmp_path: Path) -> None:
        small = tmp_path / "满了"
        small.mkdir()
        source = copy_project(tmp_path / "source")
        mounted = ("--size", str(40_000_000), "--tmpfs", str(small))
        copying = ("sh", "-c", f'cp -r "{source}/." "{small}" && exec "$@"', "sh")
        done = run_start(small, "list", before=(*self.BWRAP, *mounted, *copying))
        assert "磁盘空间不足" in self.last_line(done)

    def test_no_permission(self, tmp_path: Path) -> None:
        project = copy_project(tmp_path / "只读")
        bound = ("--ro-bind", str(project), str(project))
        done = run_start(project, "list", before=(*self.BWRAP, *bound))
        assert "没有写入权限" in self.last_line(done)


def test_pip_takes_over_where_uv_fails(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "没有 uv")
    done = run_start(project, "--help", UV_OFFLINE="1", UV_NO_CACHE="1")
    assert "改用 pip" in done.stderr
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("用法：workbook")
