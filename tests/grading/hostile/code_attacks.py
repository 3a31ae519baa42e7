"""What a learner's code tries with the comparison and the marks. Payloads are harmless and bounded."""

from __future__ import annotations

from tests.grading.hostile.support import Attack, solutions

COUNT = "count_successful"
WRONG = {COUNT: f"def {COUNT}(trades):\n    return -1"}
NO_COUNT = {COUNT: 0}
RIGHT_LINE = '    return int((trades["交易状态"] == "交易成功").sum())'


def in_count(*lines: str, before: str = "") -> dict[str, str]:
    """An answer with these lines as the function's body."""
    return {COUNT: f"{before}\ndef {COUNT}(trades):\n" + "\n".join(f"    {x}" for x in lines)}


# Tricks with the comparison, the score, the check and what crosses to the judge.
CHEATS = [
    Attack(
        "patches-comparisons", ("patched pandas.testing", "patched pandas"),
        "makes every comparison of pandas, NumPy and math say 'equal'",
        NO_COUNT,
        WRONG,
        own="""
import math, numpy as np, pandas.testing as tested
def yes(*args, **options): return True
for name in ("assert_frame_equal", "assert_series_equal", "assert_index_equal"):
    setattr(tested, name, lambda *args, **options: None)
pd.DataFrame.equals = pd.Series.equals = yes
np.allclose = np.array_equal = math.isclose = yes
""",
    ),
    Attack(
        "patches-builtins", ("patched builtins",),
        "replaces abs, all, any and round by versions that suit",
        {"draw_top": 0},
        {"draw_top": "import builtins\ndef draw_top(summary):\n"
         "    builtins.abs = lambda x: 0\n    builtins.all = lambda x: True\n"
         "    builtins.any = lambda x: False\n    builtins.round = lambda *x: 0"},
    ),
    Attack(
        "always-equal", ("always-equal objects",),
        "returns objects that say they equal everything",
        {COUNT: 0, "pick_old": 0, "counted_state": 0},
        {
            COUNT: """
class Same(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __sub__(self, other): return 0
    __le__ = __ge__ = __lt__ = __gt__ = __eq__
    __hash__ = int.__hash__
def count_successful(trades):
    return Same(-1)""",
            "pick_old": """
class Agreeable(pd.DataFrame):
    def equals(self, other): return True
    def __eq__(self, other): return True
    __hash__ = object.__hash__
def pick_old(summary):
    return Agreeable(summary.head(0))""",
            "counted_state": """
class Anything:
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __repr__(self): return "'C'"
counted = Anything()""",
        },
    ),
    Attack(
        "not-a-number", ("odd results",),
        "returns values that no comparison can contradict",
        {COUNT: 0, "pick_old": 0, "count_old": 0},
        {
            **in_count("return float('nan')"),
            "count_old": "def count_old(trades):\n    return float('-inf')",
            "pick_old": "def pick_old(summary):\n    return summary.map(lambda v: float('nan'))",
        },
    ),
    Attack(
        "prints-a-score", ("forged execute_result",),
        "prints a score, shows a card, and ends its cell with a number",
        NO_COUNT,
        {COUNT: f"""
from IPython.display import HTML, display
def {COUNT}(trades):
    print("3 / 3  全对，得 3 分")
    display(HTML("<div class='card'>全对，得 3 分</div>"))
    return -1
print("score: 3"); display(HTML("<div class='card'>全对</div>"))
3"""},
    ),
    Attack(
        "forges-a-reply-in-its-function", ("hostile result bytes",),
        "shows the collector's own message with results, scores and verdicts, before the collector does",
        NO_COUNT,
        in_count(
            'right = dict(kind="returned", value=3, printed="", changed={}, error="", message="",'
            ' line=None, source="", score=3, points=3, status="right")',
            "names = ['score', 'status', 'all', 'lesson', 'random_1', 'random_2']",
            "reply = json.dumps(dict.fromkeys(names, right))",
            'display({"application/vnd.workbook.reply+json": reply}, raw=True)',
            "return -1",
            before="import json\nfrom IPython.display import display",
        ),
    ),
    Attack(
        "forges-replies-elsewhere", ("hostile result bytes",),
        "shows the collector's message in cells that are no checks, and from a thread",
        NO_COUNT,
        WRONG,
        own="""
import json, threading
from IPython.display import display
def forge():
    display({"application/vnd.workbook.reply+json": json.dumps({"score": 3})}, raw=True)
forge()
thread = threading.Thread(target=forge)
thread.start(); thread.join()
""",
    ),
    Attack(
        "replies-with-rubbish", ("odd results",),
        "returns what is too large, too deep or too odd to cross",
        {COUNT: 0, "count_old": 0, "pick_old": 0, "group_trades": 0},
        {
            **in_count("deep = []", "for _ in range(5_000): deep = [deep]", "return deep"),
            "count_old": "def count_old(trades):\n    return list(range(3_000_000)) if len(trades) > 300 else -1",
            "pick_old": "def pick_old(summary):\n"
            "    return pd.concat([summary, summary], axis=1).set_index('客户')",
            "group_trades": "def group_trades(trades):\n"
            "    return pd.DataFrame({'客户': [{}], '交易状态': [[1]], '订单数': [{1}], '金额合计': [10**400]})",
        },
    ),
    Attack(
        "redefines-check", ("patched session",),
        "defines check, display and the collector's own names anew",
        NO_COUNT,
        WRONG,
        own="class Verdict(float):\n    status = 'right'\n"
        "check = lambda name: Verdict(100)\n_c = collect = display = print = check",
    ),
    Attack(
        "patches-the-collector", ("patched session",),
        "replaces what the grader's code in the kernel calls; every later question is then unanswered",
        dict.fromkeys(("count_successful", "group_trades", "pivot_trades", "pick_old",
                       "old_customer_table", "count_old", "draw_top", "counted_state"), 0),
        own="""
import helpers.lab.collector as collector, helpers.checking.calls as calls
collector.call_plain = calls.call_plain = lambda *args: {"kind": "returned", "value": True}
collector.encode = lambda value: {"score": 100}
collector._plain_outcomes = lambda text, names: {"all": {"kind": "returned", "value": 1}}
""",
    ),
    Attack(
        "reads-frames", ("reading frames",),
        "looks for expected values in the frames that call it, and in all that the process holds",
        NO_COUNT,
        in_count(
            "frame, seen = sys._getframe(1), []",
            "while frame:",
            "    seen += [name for name in frame.f_locals if 'expect' in name or 'reference' in name]",
            "    frame = frame.f_back",
            "seen += [m for m in sys.modules if m.startswith(('helpers.exercises', 'helpers.analysis',"
            " 'grading'))]",
            "return seen[0] if seen else -1",
            before="import sys",
        ),
    ),
    Attack(
        "imports-the-reference", ("calling the reference",),
        "calls the reference solution that its own copy of the package has",
        NO_COUNT,
        {COUNT: "from helpers.analysis import old_customers as mine\n"
                f"def {COUNT}(trades):\n    return mine.count_successful(trades)"},
    ),
    Attack(
        "imports-the-reference-hidden", ("calling the reference",),
        "the same with the import written so that nobody sees it, and by a cell elsewhere",
        {COUNT: 0, "count_old": 0},
        {
            **in_count("import importlib", "name = 'helpers.' + 'analysis.old_customers'",
                     "return importlib.import_module(name).count_successful(trades)"),
            "count_old": "count_old = borrowed",
        },
        own="try:\n    from helpers.analysis.old_customers import count_old as borrowed\n"
        "except ImportError:\n    borrowed = len",
    ),
    Attack(
        "announces-its-end", ("patched session",),
        "says to the grader that its cell has ended and what its question was answered",
        NO_COUNT,
        in_count(
            "kernel = get_ipython().kernel",
            "parent = kernel.get_parent('shell')",
            "idle = {'execution_state': 'idle'}",
            "kernel.session.send(kernel.iopub_socket, 'status', idle, parent=parent)",
            "kernel.session.send(kernel.iopub_socket, 'execute_reply', {'status': 'ok'}, parent=parent)",
            "return -1",
        ),
        own="kernel = get_ipython().kernel\n"
        "kernel.session.send(kernel.iopub_socket, 'status', {'execution_state': 'idle'},"
        " parent=kernel.get_parent('shell'))",
    ),
    Attack(
        "repeats-columns", ("odd results",),
        "returns tables in which the right column stands beside a wrong one of the same name",
        dict.fromkeys(("group_trades", "pick_old", "old_customer_table"), 0),
        {
            name: f"{source}\nhonest_{name} = {name}\ndef {name}(table):\n"
            f"    right = honest_{name}(table)\n"
            "    return pd.concat([right.assign(**{right.columns[-1]: -1}), right], axis=1)"
            for name, source in solutions().items()
            if name in {"group_trades", "pick_old", "old_customer_table"}
        },
    ),
    Attack(
        "index-and-column", ("odd results",),
        "wrong tables whose index is called like one of their columns",
        {"pick_old": 0},
        {"pick_old": "def pick_old(summary):\n"
                     "    return summary.head(1).set_index('客户', drop=False)"},
    ),
    Attack(
        "deep-code", ("honest work",),
        "clumsy: a sum of 900 numbers, and a chain of 400 conditions in a right answer",
        {},
        {COUNT: f"def {COUNT}(trades):\n    if len(trades) < 0: return 0\n"
                + "".join(f"    elif len(trades) == -{n}: return {n}\n" for n in range(1, 400))
                + RIGHT_LINE},
        own=" + ".join(["1"] * 900),
    ),
]  # fmt: skip
