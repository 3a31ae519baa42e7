"""What every lesson needs: cells run in order, show what they show, and answer questions."""

from __future__ import annotations

import base64

import pytest

from grading.execution.api import Limits
from tests.grading.execution.support import ask, run, statuses, text, values

pytestmark = [pytest.mark.needs_bwrap, pytest.mark.usefixtures("each_executor")]


def test_cells_share_their_names_and_end_as_they_end() -> None:
    done = run("x = 20\nprint('你好')", "x + 1", "1 / 0", "x")
    assert statuses(done) == ["ok", "ok", "error", "ok"]
    assert [text(done, i) for i in (0, 1, 3)] == ["你好", "21", "20"]
    assert "ZeroDivisionError" in text(done, 2)
    assert done.restarts == 0


def test_a_chinese_plot_is_a_picture_without_missing_glyphs() -> None:
    done = run(
        "from helpers.lab import check, dataset, hint\nimport pandas as pd",
        "pd.DataFrame({'店铺': ['甲', '乙'], '订单': [1, 2]})",
        "import warnings; warnings.simplefilter('error')\n"
        "import matplotlib.pyplot as plt\nplt.bar(['老客户', '新客户'], [-1, 2])\n"
        "plt.title('复购率');",
        "check('anything')\nhint('anything')",
        limits=Limits(),
    )
    assert statuses(done) == ["ok"] * 4
    assert "店铺" in done.cells[1].outputs[0]["data"]["text/html"]
    picture = base64.b64decode(done.cells[2].outputs[0]["data"]["image/png"])
    assert picture.startswith(b"\x89PNG") and len(picture) > 2_000
    assert len(done.cells[2].outputs) == 1  # no warning beside it
    assert done.cells[3].outputs == []


def test_a_question_is_answered_with_typed_json_and_not_shown() -> None:
    done = run("def double(x):\n    return 2 * x", ask("double", 3, [1, 2]), "1")
    assert values(done, 1) == [6, {"$": "list", "v": [1, 2, 1, 2]}]
    assert done.cells[1].outputs == []
    assert done.cells[0].reply is None and done.cells[2].reply is None


def test_a_name_that_is_missing_is_an_answer_too() -> None:
    done = run(ask("nobody", 1))
    assert '"missing"' in str(done.cells[0].reply)


def test_files_come_in_and_wanted_ones_go_out() -> None:
    done = run(
        "import pandas as pd\nfrom helpers.lab import dataset\n"
        "table = pd.read_csv(dataset('单.csv'))\nint(table['n'].sum())",
        "(table * 2).to_csv('答.csv', index=False)\nopen('other.txt', 'w').write('x')",
        "import os; os.chdir('/')",
        data={"单.csv": b"n\n1\n2\n", "handed_in.xlsx": b"as it was"},
        wanted=("答.csv", "handed_in.xlsx", "absent.xlsx"),
    )
    assert text(done) == "3"
    assert done.files == {"答.csv": b"n\n2\n4\n", "handed_in.xlsx": b"as it was"}


def test_input_is_answered_with_an_error() -> None:
    done = run("input('名字？')", "1")
    assert statuses(done) == ["error", "ok"]
    assert "StdinNotImplementedError" in text(done)


def test_nothing_reaches_the_teachers_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    done = run(
        "import os, sys\nos.write(1, b'one')\nos.write(2, b'two')\nprint('three', file=sys.__stderr__)\n"
        "os.system('echo four; echo five >&2; echo six > /dev/tty')"
    )
    assert statuses(done) == ["ok"]
    assert capfd.readouterr() == ("", "")


def test_the_environment_is_not_the_teachers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBOOK_TEST_SECRET", "tiger")
    done = run("import os\nprint(sorted(os.environ), os.environ['HOME'], os.getcwd())")
    assert "WORKBOOK_TEST_SECRET" not in text(done)
    assert "/home/student /home/student/lesson" in text(done)
    assert "NBGRADER_EXECUTION" in text(done)
