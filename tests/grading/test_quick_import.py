"""Importing the grader does not build a grammar that nobody needs."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
import grading, nbformat
assert sys.modules.get("rfc3987_syntax") is None and "lark" not in sys.modules
good = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
nbformat.validate(good)
good.cells[0].outputs = [{"output_type": "nonsense"}]
try:
    nbformat.validate(good)
except nbformat.ValidationError:
    print("validated")
import grading.grade, grading.lab, nbgrader.apps, jupyterlab.labapp
print("lark" in sys.modules)
"""


def test_notebooks_are_validated_without_the_slow_grammar() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["validated", "False"]
