"""Was anything attempted, and does it call a reference? Both are decided on syntax trees."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable
from functools import lru_cache

REFERENCE_MODULES = ("helpers.analysis", "helpers.exercises", "helpers.checking", "grading")


def parse(source: str) -> ast.Module | None:
    """Parse a cell, leaving out IPython's ``%`` and ``!`` lines; None if it is not Python."""
    lines = ["" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines()]
    try:
        return ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def is_attempt(source: str, stub: str) -> bool:
    """Tell whether ``source`` differs from the released ``stub`` in more than comments, docstrings and names.

    A cell that does not parse differs if its text without blanks does.
    """
    mine, released = _shape(source), _shape(stub)
    if mine is None or released is None:
        return "".join(source.split()) != "".join(stub.split())
    return mine != released


def _shape(source: str) -> str | None:
    """What is compared of a cell; None if it is not Python or nested too deeply (600 terms are)."""
    tree = parse(source)
    if tree is None:
        return None
    try:
        return ast.dump(_Renamer(_bound_names(tree)).visit(_WithoutDocstrings().visit(tree)))
    except RecursionError:
        return None


def _bound_names(tree: ast.Module) -> dict[str, str]:
    """Every name that the cell itself binds, in order of appearance, with a neutral name."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        bound = None
        if isinstance(node, ast.arg):
            bound = node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound = node.id
        if bound and bound not in names and not hasattr(builtins, bound):
            names[bound] = f"v{len(names)}"
    return names


class _WithoutDocstrings(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        constant = isinstance(node.value, ast.Constant)
        return None if constant else self.generic_visit(node)

    def visit_Pass(self, node: ast.Pass) -> None:
        return None


class _Renamer(ast.NodeTransformer):
    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg, node.annotation = self.names.get(node.arg, node.arg), None
        return node


def binds(source: str, name: str) -> bool:
    """Tell whether the cell defines or assigns ``name`` at its top level."""
    return name in _bound_at_top(source)


@lru_cache(maxsize=500)  # every cell is looked at for every exercise
def _bound_at_top(source: str) -> frozenset[str]:
    tree = parse(source)
    names = set()
    for node in tree.body if tree else []:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
    return frozenset(names)


def returns_at_top(source: str) -> bool:
    """Tell whether the cell has a ``return`` that belongs to no function."""
    tree = parse(source)
    return tree is not None and any(isinstance(node, ast.Return) for node in tree.body)


def value_without_name(source: str) -> str:
    """The value, sum or list that a cell ends in without naming it; empty where it ends in anything else."""
    tree = parse(source)
    last = tree.body[-1] if tree and tree.body else None
    value = last.value if isinstance(last, ast.Expr) else None
    kinds = (ast.Constant, ast.BinOp, ast.UnaryOp, ast.List, ast.Tuple)
    if not isinstance(value, kinds) or getattr(value, "value", None) is ...:
        return ""
    return " ".join((ast.get_source_segment(source, value) or "").split())


def calls_reference(source: str, elsewhere: Iterable[str] = ()) -> bool:
    """Tell whether an answer uses one of our reference modules.

    It does if it imports one, in whatever way that is written, or uses a name that a cell
    ``elsewhere`` imported from one.
    """
    tree = parse(source)
    if tree is None:
        return any(module in source for module in REFERENCE_MODULES[:2])
    if any(_is_reference(name) for node in ast.walk(tree) for name in _imported(node)):
        return True
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return bool(used & {name for cell in elsewhere for name in _reference_names(cell)})


@lru_cache(maxsize=500)
def _reference_names(source: str) -> frozenset[str]:
    """The names that a cell's import lines take from our reference modules."""
    names: set[str] = set()
    for node in ast.walk(parse(source) or ast.Module([], [])):
        if isinstance(node, (ast.Import, ast.ImportFrom)) and any(
            map(_is_reference, _imported(node))
        ):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return frozenset(names)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module or ''}.{alias.name}" for alias in node.names] + [node.module or ""]
    if isinstance(node, ast.Attribute):  # import helpers; helpers.analysis...
        return [f"{node.value.id}.{node.attr}"] if isinstance(node.value, ast.Name) else []
    if isinstance(node, ast.Call):  # __import__("..."), importlib.import_module("...")
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called in {"__import__", "import_module"}:
            return [
                a.value
                for a in [*node.args, *(keyword.value for keyword in node.keywords)]
                if isinstance(a, ast.Constant) and isinstance(a.value, str)
            ]
    return []


def _is_reference(name: str) -> bool:
    return any(name == module or name.startswith(module + ".") for module in REFERENCE_MODULES)
