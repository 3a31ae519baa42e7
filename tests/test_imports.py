"""Who may import whom, and who may read what a learner handed in. Imports in functions count too."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("helpers", "grading")
INSIDE = "grading.execution.inside"  # has another name in the sandbox, so its imports are relative

ERRORS = "helpers.errors"  # for everybody
# package: what of ours, and what of others, its modules may import
ARROWS = {
    "helpers.errors": ((), ()),
    "helpers.analysis": ((), ("pandas", "numpy")),
    "helpers.shop": (("helpers.analysis",), ("pandas", "numpy")),
    "helpers.checking": ((), ("pandas", "numpy", "openpyxl", "formulas")),
    "helpers.exercises": (
        ("helpers.analysis", "helpers.shop", "helpers.checking"),
        ("pandas", "numpy", "matplotlib", "seaborn"),
    ),
    "helpers.lab": (
        ("helpers.analysis", "helpers.checking", "helpers.exercises"),
        ("pandas", "IPython", "ipywidgets", "matplotlib", "cycler"),
    ),
}

# Formats that strangers' bytes come in. grading.boundary reads them; outside it, these write or
# run where a stranger's code may run anyway.
FORMATS = {"zipfile", "tarfile", "zlib", "gzip", "bz2", "lzma", "openpyxl", "xml", "pickle"}
FORMATS |= {"marshal", "shelve", "yaml", "lxml", "html5lib", "nh3"}
FORMAT_USERS = {
    "helpers.checking.sheets": {"zipfile", "openpyxl"},  # the boundary's, in the second sandbox
    "grading.demo": {"zipfile"},  # writes the demo class's archive
    "grading.demo.books": {"openpyxl"},  # writes the demo class's workbooks
    "grading.export": {"openpyxl"},  # widths and fonts of the marks that it writes
    "helpers.shop.config": {"zlib"},  # crc32 of a name, for a seed
}
# Calls that read a file or parse text, in grading outside the boundary, and what they read
PARSERS = {
    ("grading.kept", "json.loads"): "kept results, written by us in the private folder",
    ("grading.kept", "nbformat.from_dict"): "the notebook in those results",
    ("grading.runlog", "json.loads"): "logs of grading runs, written by us",
    ("grading.bridge.scores", "json.loads"): "digests of answers, written by us",
    ("grading.execution.edition", "json.loads"): "matplotlib's list of the teacher's fonts",
    ("grading.execution.executor", "json.loads"): (
        "files out of the sandbox, text in base64 by allowed names; the boundary parses the bytes"
    ),
    ("grading.execution.channel", "json.loads"): (
        "a frame of messages out of the sandbox, capped: a JSON object or the end of that kernel"
    ),
    ("grading.execution.inside.frames", "json.loads"): "in the sandbox: what the grader sends",
    ("grading.release", "nbformat.read"): "the teacher's and the released notebook",
    ("grading.demo.plan", "nbformat.read"): "the teacher's notebook",
    ("grading.demo.notebooks", "nbformat.from_dict"): "cells of the demo class, written by us",
    ("grading.bench.courses", "nbformat.reads"): "the same class's notebooks",
    ("grading.bench.compare", "nbformat.read"): "the same class's notebooks, graded",
    ("grading.lab", "json.loads"): "a learner's own folder on the learner's own computer",
}
READERS = {
    ("grading.course", "read_text"): "the course's own seed",
    ("grading.course", "os.open"): "writes the course's own files",
    ("grading.course", "os.fdopen"): "the same",
    ("grading.kept", "read_text"): "kept results",
    ("grading.runlog", "read_text"): "logs of grading runs, written by us",
    ("grading.runlog", "open"): "writes a log",
    ("grading.pipeline", "read_bytes"): "our own sources and data, for their hash",
    ("grading.bridge.scores", "read_text"): "digests of answers",
    ("grading.bridge.exporter", "read_text"): "timestamp.txt: a time or nothing, else deleted",
    ("grading.intake", "read_text"): "the same",
    ("grading.intake", "read_bytes"): "an earlier submission, compared with the new one and moved",
    ("grading.execution.edition", "read_bytes"): "our own sources",
    ("grading.execution.edition", "read_text"): "the list of fonts",
    ("grading.execution.bubble", "open"): "writes a sandbox's descriptor",
    ("grading.execution.inside.jail", "open"): "in the sandbox: writes the lesson's files",
    ("grading.execution.inside.jail", "os.open"): "the same: holds folders that it covers",
    ("grading.execution.sandbox", "os.open"): "a file that the sandbox left: bytes, with a cap",
    ("grading.execution.sandbox", "open"): "the same",
    ("grading.execution.sandbox", "read_text"): "a setting of the kernel",
    (
        "grading.execution.unprotected",
        "read_bytes",
    ): "a file that a command left: bytes, with a cap",
    ("grading.doctor", "read_text"): "our own lock",
    ("grading.lab", "read_text"): "a learner's own folder on the learner's own computer",
    ("grading.lab", "read_bytes"): "the same, and our own notebooks",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of ours with its syntax tree."""
    paths = [p for folder in OURS for p in sorted((ROOT / folder).rglob("*.py"))]
    paths = [p for p in paths if "course" not in p.relative_to(ROOT).parts]  # git ignores it
    trees = {module_name(p): ast.parse(p.read_text("utf-8")) for p in paths}
    for name, tree in trees.items():
        if within(name, [INSIDE]):
            _make_absolute(tree)
    return trees


def _make_absolute(tree: ast.Module) -> None:
    """Write relative imports out, as those of every other module are written."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            node.module, node.level = f"{INSIDE}.{node.module}", 0


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """What import statements name, as far down as it is a module of ours."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports are not used here"
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                yield deeper if deeper in modules() else str(node.module)


def within(name: str, packages: Iterable[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def is_ours(name: str) -> bool:
    return within(name, OURS)


def strangers(names: Iterable[str]) -> set[str]:
    """The packages that are neither ours nor Python's."""
    tops = {name.split(".")[0] for name in names}
    return {top for top in tops if top not in sys.stdlib_module_names and not is_ours(top)}


MODULES = sorted(modules())
HELPERS = [name for name in MODULES if name.startswith("helpers.")]
OUTSIDE = [name for name in MODULES if not within(name, ["grading.boundary"])]


def test_every_package_of_helpers_has_its_rule() -> None:
    assert {".".join(name.split(".")[:2]) for name in HELPERS} == set(ARROWS)


@pytest.mark.parametrize("name", HELPERS)
def test_imports_point_one_way(name: str) -> None:
    package = ".".join(name.split(".")[:2])
    ours, others = ARROWS[package]
    found = set(imported(ast.walk(modules()[name])))
    assert {
        one for one in found if is_ours(one) and not within(one, (package, ERRORS, *ours))
    } == set()
    assert strangers(found) - set(others) == set()


def test_helpers_itself_imports_nothing() -> None:
    assert list(imported(ast.walk(modules()["helpers"]))) == []


def test_start_needs_nothing_but_python() -> None:
    tree = ast.parse((ROOT / "start.py").read_text("utf-8"))
    found = set(imported(ast.walk(tree)))
    assert strangers(found) == set() and not any(map(is_ours, found))


def test_every_rule_is_still_needed() -> None:
    for package, (ours, others) in ARROWS.items():
        mine = [tree for name, tree in modules().items() if within(name, [package])]
        found = {one for tree in mine for one in imported(ast.walk(tree))}
        assert [one for one in ours if not any(within(f, [one]) for f in found)] == []
        assert set(others) - strangers(found) - {"numpy"} == set()  # comes with pandas


def _at_import(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The statements that run when a module is imported: not those of functions or of type checks."""
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            continue
        yield node
        yield from _at_import(ast.iter_child_nodes(node))


def _loaded(name: str) -> set[str]:
    """The modules that importing ``name`` loads, packages on the way to them included, itself not."""
    found = set()
    for one in imported(_at_import(modules()[name].body)):
        parts = one.split(".")
        found |= {".".join(parts[: i + 1]) for i in range(len(parts))}
    own = {name.rsplit(".", i)[0] for i in range(name.count(".") + 1)}  # loaded already
    return {one for one in found if one in modules()} - own


def test_no_module_imports_itself_on_a_detour() -> None:
    try:
        order = list(TopologicalSorter({name: _loaded(name) for name in MODULES}).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))
    assert order.index("helpers.errors") < order.index("helpers.lab.checks")


@pytest.mark.parametrize("name", OUTSIDE)
def test_strangers_formats_are_the_boundarys(name: str) -> None:
    tops = {one.split(".")[0] for one in imported(ast.walk(modules()[name]))}
    assert tops & FORMATS == FORMAT_USERS.get(name, set())


def called(tree: ast.AST) -> set[str]:
    """The dotted names of everything that is called; of a method of any value only its own name."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            names.add(node.func.id)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner, name = getattr(node.func.value, "id", ""), node.func.attr
            names.add(f"{owner}.{name}" if owner in _OWNERS else name)
    return names


_OWNERS = {"json", "nbformat", "os", "ast", "io", "pd", "Course"}
PARSING = {"json.load", "json.loads", "nbformat.read", "nbformat.reads", "nbformat.from_dict"}
PARSING |= {"raw_decode", "literal_eval", "ast.literal_eval", "eval", "exec", "load_workbook"}
PARSING |= {"pd.read_csv", "pd.read_excel", "pd.read_json", "pd.read_html", "pd.read_pickle"}
READING = {"open", "os.open", "os.fdopen", "io.open", "read_text", "read_bytes"}


def uses(calls: set[str]) -> set[tuple[str, str]]:
    return {
        (name, call)
        for name in OUTSIDE
        if within(name, ["grading"])
        for call in called(modules()[name]) & calls
    }


def test_only_the_boundary_parses_what_was_handed_in() -> None:
    assert uses(PARSING) == set(PARSERS)


def test_files_are_read_only_where_it_is_known_what_they_hold() -> None:
    assert uses(READING) == set(READERS)


def test_nobody_imports_a_parser_by_its_own_name() -> None:
    """``from json import loads`` would slip through the rules above."""
    bare = {call.split(".")[-1] for call in PARSING | READING}
    for name in OUTSIDE:
        for node in ast.walk(modules()[name]):
            if isinstance(node, ast.ImportFrom) and not is_ours(str(node.module)):
                assert {alias.name for alias in node.names} & bare == set(), name
            if isinstance(node, ast.Import):
                assert {a.asname for a in node.names if a.name in _OWNERS} <= {None}, name


def test_the_door_is_used_by_the_grader_alone() -> None:
    users = {
        n
        for n in OUTSIDE
        if any(within(i, ["grading.boundary"]) for i in imported(ast.walk(modules()[n])))
    }
    assert users == {"grading.intake", "grading.judging", "grading.pipeline", "grading.rebuild"}
