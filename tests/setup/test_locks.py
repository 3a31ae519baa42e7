"""The locks: complete, hashed, for every system, and without a word about where they came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RUN, DEV = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
SYSTEMS = [
    {"sys_platform": platform, "os_name": name, "platform_system": system, "python_version": python,
     "python_full_version": f"{python}.5"}
    for platform, name, system in (
        ("linux", "posix", "Linux"), ("win32", "nt", "Windows"), ("darwin", "posix", "Darwin"),
    )
    for python in ("3.11", "3.12", "3.13")
]  # fmt: skip


def entries(lock: Path) -> dict[str, list[str]]:
    """Each pinned requirement with its hashes."""
    found: dict[str, list[str]] = {}
    for entry in re.sub(r"\\\n\s*", " ", lock.read_text(encoding="utf-8")).splitlines():
        requirement, *hashes = entry.split(" --hash=")
        found[requirement.strip()] = [one.strip() for one in hashes]
    return found


def pins(lock: Path, environment: dict[str, str]) -> dict[str, str]:
    """Name and version of what a system with this marker environment installs."""
    chosen = {}
    for requirement in map(Requirement, entries(lock)):
        if requirement.marker is None or requirement.marker.evaluate(environment):
            (specifier,) = requirement.specifier
            assert specifier.operator == "=="
            assert requirement.name not in chosen, f"{requirement.name} is pinned twice"
            chosen[canonicalize_name(requirement.name)] = specifier.version
    return chosen


@pytest.mark.parametrize("lock", [RUN, DEV], ids=lambda lock: lock.name)
def test_lock_names_no_place_and_hashes_everything(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "/" not in text
    assert "index" not in text.lower()
    assert entries(lock)
    for requirement, hashes in entries(lock).items():
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), requirement


@pytest.mark.parametrize(
    "environment", SYSTEMS, ids=lambda e: e["sys_platform"] + e["python_version"]
)
def test_development_installs_the_same_versions_and_more(environment: dict[str, str]) -> None:
    run, dev = pins(RUN, environment), pins(DEV, environment)
    assert run.items() < dev.items()
    hashes = {name: set(found) for name, found in entries(DEV).items()}
    assert all(set(found) == hashes[name] for name, found in entries(RUN).items())


@pytest.mark.parametrize(
    "environment", SYSTEMS, ids=lambda e: e["sys_platform"] + e["python_version"]
)
def test_every_dependency_is_pinned_within_its_range(environment: dict[str, str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        RUN: project["dependencies"] + extras["setup"],
        DEV: project["dependencies"] + extras["setup"] + extras["dev"],
    }
    for lock, requirements in wanted.items():
        pinned = pins(lock, environment)
        for requirement in map(Requirement, requirements):
            version = pinned[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), requirement
