"""Binder: what repo2docker makes of the repository, and the same steps in a clean environment."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from repo2docker.buildpacks import PythonBuildPack

from tests.setup.support import (
    ROOT,
    JupyterServer,
    base_python,
    clean_environment,
    copy_project,
)

BASE_IMAGE = "example/base"


@pytest.fixture
def pack(monkeypatch: pytest.MonkeyPatch) -> PythonBuildPack:
    monkeypatch.chdir(ROOT)
    pack = PythonBuildPack(base_image=BASE_IMAGE)
    pack.platform = "linux/amd64"
    return pack


def test_repo2docker_builds_in_the_right_order(pack: PythonBuildPack) -> None:
    assert pack.detect()
    assert pack.python_version == "3.12"
    lines = [line.strip() for line in pack.render().splitlines()]

    def place(part: str) -> int:
        (found,) = (number for number, line in enumerate(lines) if part in line)
        return found

    whole_repository = lines.index("COPY --chown=1000:1000 src/ ${REPO_DIR}/")
    assert whole_repository < place('pip install --no-cache-dir -r "binder/requirements.txt"')
    assert place('-r "binder/requirements.txt"') < lines.index("RUN ./binder/postBuild")
    assert 'ENV R2D_ENTRYPOINT="/repo/binder/start"' in "\n".join(lines).replace(
        "${REPO_DIR}", "/repo"
    )
    assert not any("pip install --no-cache-dir ." in line for line in lines)


def test_only_third_parties_are_required() -> None:
    assert (ROOT / "binder" / "requirements.txt").read_text() == "-r ../requirements.lock\n"


def test_scripts_can_be_run() -> None:
    for name in ("postBuild", "start"):
        script = ROOT / "binder" / name
        assert os.access(script, os.X_OK)
        assert subprocess.run(["bash", "-n", str(script)]).returncode == 0


def test_the_badge_opens_the_lessons() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        assert "urlpath=lab/tree/work" in (ROOT / name).read_text("utf-8")
    assert "--folder work" in (ROOT / "binder" / "postBuild").read_text("utf-8")


@pytest.mark.slow
def test_the_same_steps_in_a_clean_environment(tmp_path: Path, pack: PythonBuildPack) -> None:
    project = copy_project(tmp_path / "repo")
    prefix = tmp_path / "env"
    subprocess.run([base_python(), "-m", "venv", str(prefix)], check=True)
    environment = clean_environment(KERNEL_PYTHON_PREFIX=str(prefix), REPO_DIR=str(project))
    environment["PATH"] = f"{prefix / 'bin'}{os.pathsep}{environment['PATH']}"
    steps = [script for _, script in pack.get_assemble_scripts() if "pip install" in script]
    steps += [f"./{script}" for script in pack.get_post_build_scripts()]
    assert len(steps) == 2
    for step in steps:
        done = subprocess.run(
            ["bash", "-c", step], cwd=project, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr

    lessons = list((project / "work").glob("*/*.ipynb"))
    assert len(lessons) == len(list((project / "notebooks").glob("*/*.ipynb"))) > 0
    assert not any("BEGIN SOLUTION" in path.read_text("utf-8") for path in lessons)

    start = [str(project / "binder" / "start"), "jupyter", "lab", "--allow-root"]
    with JupyterServer([*start, "--no-browser"], cwd=project, env=environment) as server:
        assert server.locale() == "zh_CN"
        assert "@jupyter/nbgrader:formgrader" in server.disabled_extensions()
        listed = server.json(f"api/contents/work/{lessons[0].parent.name}")["content"]
        assert lessons[0].name in {entry["name"] for entry in listed}
