"""The source text of an answer cell, from a style or a mistake that is written as a function.

The function is written out with everything it names: helpers, constants, the lambda in a closure.
The text runs with nothing but what the lesson's locked cells define.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import textwrap
from collections.abc import Callable, Mapping
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pandas as pd

from helpers.checking.chart import Chart
from helpers.exercises.model import Exercise

_CALLED = "_my_answer"

# Mistakes of chart exercises tell what is seen without drawing; in a notebook it must be drawn.
_DRAW = """
def {name}(kind, labels, values, title, category_label, value_label, from_zero=True):
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    if kind == "pie":
        axes.pie(values, labels=labels)
    elif kind != "empty":
        {{"bar": axes.bar, "line": axes.plot, "scatter": axes.scatter}}[kind](labels, values)
    if kind == "bar" and not from_zero:
        axes.set_ylim(min(values) * 0.9, max(values) * 1.05)
    axes.set(title=title, xlabel=category_label, ylabel=value_label)
    return axes
"""


def answer_source(exercise: Exercise, answer: Callable[..., Any]) -> str:
    """The text of the answer cell in which ``answer`` is what the learner wrote.

    Functions and charts are defined under the name asked for; values are computed from the lesson's
    tables; a workbook is written with ``to_excel``.
    """
    if exercise.kind in {"function", "chart"}:
        return _Writer().write(exercise.answer, answer)
    tables = ", ".join(exercise.cases()[0].args)
    text = _Writer().write(_CALLED, answer)
    if exercise.kind == "workbook":
        return f"{text}\n\n{_CALLED}({tables}).to_excel({exercise.answer!r}, index=False)"
    return f"{text}\n\n{exercise.answer} = {_CALLED}({tables})"


class _Writer:
    """Writes definitions in the order in which they are needed."""

    def __init__(self) -> None:
        self._written: dict[str, Any] = {}
        self._texts: list[str] = []

    def write(self, name: str, answer: Callable[..., Any]) -> str:
        """The whole text that defines ``answer`` as ``name``."""
        self._define(name, answer)
        return "\n\n".join(self._texts)

    def _define(self, name: str, value: Any) -> None:
        if name in self._written:
            if self._written[name] is not value:
                raise ValueError(f"two things are called {name}")
            return
        self._written[name] = value
        self._texts.append(self._text(name, value))

    def _text(self, name: str, value: Any) -> str:
        if isinstance(value, FunctionType):
            return self._function(name, value)
        if isinstance(value, ModuleType):
            return f"import {value.__name__} as {name}"
        if isinstance(value, Mapping) and any(isinstance(v, pd.DataFrame) for v in value.values()):
            # the lesson's own tables, under the names that the lesson gives them
            return f"{name} = {{{', '.join(f'{key!r}: {key}' for key in value)}}}"
        if value is Chart:
            return _DRAW.strip().format(name=name)
        if isinstance(value, type) and issubclass(value, Exception):
            return f"class {name}(Exception):\n    pass"
        if isinstance(value, type) or callable(value):
            return f"from {value.__module__} import {value.__qualname__} as {name}"
        return f"{name} = {value!r}"

    def _function(self, name: str, function: FunctionType) -> str:
        tree = _Plain().visit(_syntax_of(function))
        for needed, value in _names_needed(tree, function).items():
            self._define(needed, value)
        if isinstance(tree, ast.Lambda):
            return f"{name} = {ast.unparse(tree)}"
        tree.name = name
        return ast.unparse(tree)


class _Plain(ast.NodeTransformer):
    """Drops what a learner would not write: annotations, decorators and docstrings."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.decorator_list, node.returns = [], None
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        assert node.value is not None
        return ast.copy_location(ast.Assign([node.target], node.value), node)


def _syntax_of(function: FunctionType) -> Any:
    if function.__name__ != "<lambda>":
        source = textwrap.dedent(inspect.getsource(function))
        return ast.parse(source).body[0]
    module = inspect.getmodule(function)
    assert module is not None
    lambdas = [
        n for n in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(n, ast.Lambda)
    ]
    return next(node for node in lambdas if _holds(node, function.__code__))


def _holds(node: ast.Lambda, code: CodeType) -> bool:
    """Tell whether ``code`` is that of this lambda: its instructions lie just within the body."""
    places = [
        (line, column, end_line, end_column)
        for line, end_line, column, end_column in code.co_positions()
        if line is not None and column is not None and (column, end_column) != (0, 0)
    ]
    body = node.body
    first = min((line, column) for line, column, _, _ in places)
    last = max((end_line or 0, end_column or 0) for _, _, end_line, end_column in places)
    return (first, last) == (
        (body.lineno, body.col_offset),
        (body.end_lineno, body.end_col_offset),
    )


def _names_needed(tree: ast.AST, function: FunctionType) -> dict[str, Any]:
    """The names that the function uses and does not make itself, with what they stand for."""
    closure = inspect.getclosurevars(function).nonlocals
    bound = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    used: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Load):
                used.append(node.id)
            else:
                bound.add(node.id)
    scope = {**function.__globals__, **closure}
    return {
        name: scope[name]
        for name in dict.fromkeys(used)
        if name in scope and (name in closure or name not in bound) and not hasattr(builtins, name)
    }
