"""Whether a cell of the release does the same each time: then a class can share one run of it."""

from __future__ import annotations

import ast

_MODULES = {"pandas", "numpy", "matplotlib", "matplotlib.pyplot", "seaborn", "helpers.lab"}
_NAMES = {
    "check",
    "hint",
    "input",
    "open",
    "exec",
    "eval",
    "get_ipython",
    "id",
    "hash",
    "__import__",
}
# chance, the clock, and files that would be written
_ATTRIBUTES = {"random", "sample", "shuffle", "seed", "now", "today", "utcnow", "time", "savefig"}
_WRITES = ("to_", "write", "save")
_HARMLESS = {"to_datetime", "to_timedelta", "to_numeric", "to_frame", "to_list", "to_dict",
             "to_numpy", "to_series", "to_period", "to_string"}  # fmt: skip
_SHAPES = (ast.While, ast.AsyncFunctionDef, ast.Await, ast.Global, ast.Delete, ast.With, ast.Try)


def is_repeatable(source: str) -> bool:
    """Tell whether ``source`` surely gives the same names and outputs whenever it is run.

    It may import what lessons read and draw with, and call anything but chance, the clock, input and
    what writes files. Whatever the lint does not know is not repeatable: a cell that is not costs
    time only.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):  # magics and the like
        return False
    return all(map(_is_harmless, ast.walk(tree)))


def _is_harmless(node: ast.AST) -> bool:
    if isinstance(node, _SHAPES):
        return False
    if isinstance(node, ast.Import):
        return all(alias.name in _MODULES for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return node.level == 0 and node.module in _MODULES
    if isinstance(node, ast.Name):
        return node.id not in _NAMES
    if isinstance(node, ast.Attribute):
        return _is_known(node.attr)
    return True


def _is_known(attribute: str) -> bool:
    if attribute in _ATTRIBUTES or attribute.startswith("_"):
        return False
    return attribute in _HARMLESS or not attribute.startswith(_WRITES)
