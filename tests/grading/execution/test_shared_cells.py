"""Cells that a class shares are run once, and nobody can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from grading.execution.api import CellRun, CodeCell, KernelError, Limits, Stage
from grading.execution.executor import KernelExecutor
from grading.execution.kernel import SandboxKernel
from grading.execution.warm import WarmKernel, WarmKernels
from tests.grading.execution.support import SHORT, statuses, text

pytestmark = pytest.mark.needs_bwrap


SHARED = [
    CodeCell(
        0, "import pandas as pd\ntable = pd.read_csv('a.csv')\nprint(len(table))", shared=True
    ),
    CodeCell(
        1, "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\ntable", shared=True
    ),
]


def test_shared_cells_run_once_and_give_what_they_would_give_alone() -> None:
    kernels = WarmKernels()
    stage = Stage({"a.csv": b"x\n1\n2\n", "mine.xlsx": b"mine"}, ("mine.xlsx",))
    own = [CodeCell(2, "print(table.x.sum(), In[-2][:5]); table = None"), CodeCell(3, "1 + 1")]
    alone = KernelExecutor(SandboxKernel).run([*SHARED, *own], stage, Limits())
    together = [
        KernelExecutor(kernels, kernels.begin).run([*SHARED, *own], stage, Limits())
        for _ in range(2)
    ]
    for transcript in together:
        assert {i: (c.status, c.outputs) for i, c in transcript.cells.items()} == {
            i: (c.status, c.outputs) for i, c in alone.cells.items()
        }
        assert transcript.files == {"mine.xlsx": b"mine"}


def test_shared_cells_do_not_see_what_a_learner_handed_in_and_children_see_only_theirs() -> None:
    kernels = WarmKernels()
    look = CodeCell(
        0, "import os\nfirst = sorted(os.listdir('.'))\nopen('left', 'w').close()", shared=True
    )
    own = CodeCell(
        1, "print(first, sorted(os.listdir('.')), os.listdir('/proc'), os.getuid() != 0)"
    )
    for name in ("one.xlsx", "two.xlsx"):
        stage = Stage({"a.csv": b"1", name: b"x"}, (name,))
        done = KernelExecutor(kernels, kernels.begin).run([look, own], stage, SHORT)
        assert text(done, 1) == f"['a.csv'] ['a.csv', '{name}'] [] True"


def test_shared_cells_run_once_for_all_that_begin_alike() -> None:
    kernels = WarmKernels()
    drawn = CodeCell(0, "import os\nprint(os.urandom(8).hex())", shared=True)
    said = [
        text(KernelExecutor(kernels, kernels.begin).run([drawn], Stage({"a.csv": data}), SHORT))
        for data in (b"1", b"1", b"2")
    ]
    assert said[0] == said[1] != said[2]


def test_after_a_death_the_shared_cells_are_there_again() -> None:
    kernels = WarmKernels()
    own = [CodeCell(2, "import os; os._exit(1)"), CodeCell(3, "print(len(table))")]
    stage = Stage({"a.csv": b"x\n1\n"})
    done = KernelExecutor(kernels, kernels.begin).run([*SHARED, *own], stage, SHORT)
    assert statuses(done) == ["ok", "ok", "died", "ok"]
    assert text(done, 3) == "1"


@pytest.mark.parametrize("source", ["1 / 0", "while True:\n    pass", "import os; os._exit(1)"])
def test_shared_cells_that_do_not_run_are_run_like_all_others(source: str) -> None:
    kernels = WarmKernels()
    cells = [CodeCell(0, source, shared=True), CodeCell(1, "print('next')")]
    limits = replace(SHORT, cell_seconds=1.0)
    done = KernelExecutor(kernels, kernels.begin).run(cells, Stage({}), limits)
    assert statuses(done)[0] != "ok" and statuses(done)[1] == "ok"
    assert text(done, 1) == "next"


class _DiesOnce(WarmKernels):
    """Where the lesson's parent is gone when the second kernel is wanted."""

    begun = 0

    def begin(
        self,
        sources: Sequence[str],
        data: Mapping[str, bytes],
        files: Mapping[str, bytes],
        limits: Limits,
    ) -> tuple[WarmKernel, list[CellRun]]:
        self.begun += 1
        if self.begun == 2:
            raise KernelError("the lesson's parent is gone")
        return super().begin(sources, data, files, limits)


def test_shared_cells_are_run_again_where_their_parent_died_with_a_child() -> None:
    kernels = _DiesOnce()
    own = [CodeCell(2, "import os; os._exit(1)"), CodeCell(3, "print(len(table))")]
    stage = Stage({"a.csv": b"x\n1\n"})
    done = KernelExecutor(kernels, kernels.begin).run([*SHARED, *own], stage, SHORT)
    assert statuses(done) == ["ok", "ok", "died", "ok"]
    assert text(done, 3) == "1"


def test_a_lessons_parent_that_was_killed_is_made_again() -> None:
    kernels = WarmKernels()
    drawn = CodeCell(0, "import os\nprint(os.urandom(8).hex())", shared=True)
    said = []
    for number in range(3):
        if number == 1:
            kernels._of_thread.lessons.close()
        said.append(text(KernelExecutor(kernels, kernels.begin).run([drawn], Stage({}), SHORT)))
    again = text(KernelExecutor(kernels, kernels.begin).run([drawn], Stage({}), SHORT))
    assert said[2] == again != said[0]
