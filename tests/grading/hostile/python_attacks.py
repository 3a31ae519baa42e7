"""What code tries with IPython, and odd things that answers return, in the quickest lesson."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_output

from tests.grading.hostile.first_lesson import (
    COUNT,
    DIED,
    LOST,
    RIGHT,
    WRONG,
    attack,
    in_count,
)
from tests.grading.hostile.support import cell_of

MIME = "application/vnd.workbook.reply+json"
# A reply to the question about the spoilt answer, as far as a learner can guess it.
_FORGED = """
import json
def forged(text):
    right = dict(kind="returned", value=7_777, printed="", changed={}, error="", message="", line=None,
                 source="", score=3)
    names = list(json.loads(text)) if text.startswith("{") else ["data", "lesson", "one", "random_1"]
    return json.dumps(dict.fromkeys(names, right) | {"score": 3})
"""


def _forged_results(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = 1
            data = {"text/plain": "100", "text/html": "<div>全对，得 3 分</div>"}
            cell.outputs = [new_output("execute_result", data=data, execution_count=1)]
    cell_of(notebook, f"check_{COUNT}").outputs *= 50


PYTHON = [
    attack("ast-transformer", ("AST transformer",), "changes numbers in all code that runs afterwards",
           LOST, WRONG, own="""
import ast
class Better(ast.NodeTransformer):
    def visit_UnaryOp(self, node):
        return ast.copy_location(ast.Constant(7_777), node)
get_ipython().ast_transformers.append(Better())
"""),
    attack("ast-transformer-fails", ("AST transformer",), "a transformer that raises at whatever it sees",
           own="class Broken:\n    def visit(self, node): raise RuntimeError\n"
               "get_ipython().ast_transformers.append(Broken())"),
    attack("input-transformer", ("input transformer",), "puts a forged reply in place of its question",
           LOST, WRONG, own=f"""{_FORGED}
def instead(lines):
    text = "".join(lines)
    if "{COUNT}" not in text or "def " in text: return lines
    return ["from IPython.display import display\\n",
            "display({{'{MIME}': forged('')}}, raw=True)\\n"]
get_ipython().input_transformers_cleanup.append(instead)
get_ipython().input_transformers_post.append(instead)
"""),
    attack("patched-run-cell", ("patched run_cell",), "answers its question itself when a cell is run",
           LOST, WRONG, own=f"""{_FORGED}
shell = get_ipython()
def patch(name):
    run = getattr(shell, name)
    def better(code, *args, **options):
        if "{COUNT}" in str(code) and "def " not in str(code):
            code = "from IPython.display import display\\n" \\
                   "display({{'{MIME}': forged('')}}, raw=True)"
        return run(code, *args, **options)
    setattr(shell, name, better)
for name in ("run_cell", "run_cell_async"): patch(name)
"""),
    attack("patched-publish", ("patched session", "hostile result bytes"),
           "changes its reply on the way out", LOST, WRONG, own=f"""{_FORGED}
publisher = get_ipython().display_pub
publish = publisher.publish
def better(data, *args, **options):
    if "{MIME}" in data and "-1" in data["{MIME}"]:
        data = {{"{MIME}": forged(data["{MIME}"])}}
    return publish(data, *args, **options)
object.__setattr__(publisher, "publish", better)
"""),
    attack("patched-session", ("patched session",), "changes its reply where a real kernel sends it",
           LOST, WRONG, own=f"""{_FORGED}
session = getattr(get_ipython().display_pub, "session", None)
if session is not None:
    send = session.send
    def better(stream, message, *args, **options):
        data = message.get("content", {{}}).get("data", {{}}) if isinstance(message, dict) else {{}}
        if "-1" in data.get("{MIME}", ""): data["{MIME}"] = forged(data["{MIME}"])
        return send(stream, message, *args, **options)
    session.send = better
"""),
    attack("displayhook", ("forged execute_result", "patched session"),
           "shows every value as full marks", LOST, WRONG, own="""
import sys
shell = get_ipython()
sys.displayhook = lambda value: print("3 / 3")
shell.displayhook.compute_format_data = lambda value: ({"text/plain": "3"}, {})
shell.display_formatter.format = lambda *args, **options: ({"text/plain": "3"}, {})
shell.set_custom_exc((Exception,), lambda *args, **options: print("3 / 3"))
"""),
    attack("forged-results", ("forged execute_result",), "writes results into the file", LOST, WRONG,
           edit=_forged_results),
    attack("reads-what-was-run", ("reading In",), "looks for answers in the history of inputs and outputs",
           LOST, in_count(
               "shell = get_ipython()",
               "texts = [*map(str, shell.user_ns.get('In', []))]",
               "texts += [str(one) for one in shell.history_manager.input_hist_raw]",
               "seen = [t for t in texts if 'reference' in t or 'expect' in t or 'mistake' in t]",
               "return seen[0] if seen else -1")),
    attack("reads-memory", ("reading frames",), "looks through all that the process holds, once", LOST,
           in_count(
               "import gc, sys",
               "if 'looked' in globals(): return -1",
               "globals()['looked'] = True",
               "kinds = {type(one).__module__ for one in gc.get_objects()}",
               "seen = [k for k in kinds | set(sys.modules) if k.startswith(('helpers.exercises',"
               " 'helpers.analysis', 'helpers.shop', 'grading'))]",
               "return seen[0] if seen else -1")),
    attack("events", ("reading hooks",), "listens to what runs before and after each cell", LOST, WRONG,
           own="""
heard = []
for name in ("pre_execute", "pre_run_cell", "post_execute", "post_run_cell"):
    get_ipython().events.register(name, lambda *args: heard.append(args))
def fails(*args): raise RuntimeError("hook")
get_ipython().events.register("post_run_cell", fails)
"""),
    attack("profiles-its-caller", ("reading hooks", "reading frames"),
           "watches every function that returns after its own, and looks for the right number", LOST,
           in_count(
               "def watch(frame, event, value):",
               "    if event == 'return' and frame.f_code.co_name in ('judge', 'compare', 'reference'):",
               "        globals()['known'] = value",
               "sys.setprofile(watch)",
               "return globals().get('known', -1)", before="import sys")),
    attack("import-hooks", ("reading hooks",), "sees every import, and refuses some", LOST, WRONG, own="""
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("helpers.exercises", "helpers.analysis")): raise ImportError(name)
sys.meta_path.insert(0, Finder())
sys.path.insert(0, "/tmp")
"""),
    attack("own-pandas", ("a pandas of one's own",), "leaves a pandas and a json of its own, then restarts",
           LOST, {COUNT: f"import os\nos._exit(0)\n{RIGHT}"}, own="""
import os
os.makedirs("pandas", exist_ok=True)
for name in ("pandas/__init__.py", "json.py", "helpers.py", "sitecustomize.py", "random.py"):
    open(name, "w").write("raise SystemExit('mine')")
""", says=DIED),
    attack("handed-in-pandas", ("a pandas of one's own",), "hands in folders called like libraries",
           files={"pandas/__init__.py": b"raise SystemExit", "helpers/__init__.py": b"raise SystemExit",
                  "IPython/__init__.py": b"raise SystemExit", "conftest.py": b"raise SystemExit"}),
    attack("other-roads-to-the-reference", ("calling the reference",),
           "looks for the reference by other names", LOST,
           in_count("for name in ('helpers.exercises.first_steps', 'helpers.analysis.first_steps',"
                    " 'helpers.exercises.catalog', 'grading.judging'):",
                    "    try:",
                    "        return importlib.import_module(name).count_buyers(orders)",
                    "    except (ImportError, AttributeError):",
                    "        pass",
                    "return -1", before="import importlib")),
    # Odd results
    attack("lies-about-its-type", ("odd results", "always-equal objects"), "objects that say they are numbers",
           {COUNT: 0, "total_amount": 0, "cell_order": 0}, {
               **in_count("class Liar:", "    __class__ = property(lambda self: int)",
                          "    def __eq__(self, other): return True",
                          "    def __index__(self): return 7_777", "    __int__ = __index__",
                          "    __hash__ = None", "return Liar()"),
               "total_amount": "def total_amount(orders):\n    class Real(float):\n"
                               "        def __float__(self): return 1.0\n"
                               "        def __sub__(self, other): return 0.0\n"
                               "        __rsub__ = __sub__\n        def __abs__(self): return 0.0\n"
                               "    return Real(-1)",
               "cell_order": "class Letter(str):\n    def __eq__(self, other): return True\n"
                             "    __hash__ = str.__hash__\n    def strip(self): return self\n"
                             "    upper = lower = strip\nafter_three_runs = Letter('D')"}),
    attack("fails-when-looked-at", ("odd results",), "objects that raise whatever is done with them",
           {COUNT: 0, "cell_order": 0}, {
               **in_count("class Thorn:", "    def __getattribute__(self, name): raise SystemExit(name)",
                          "    def __repr__(self): raise KeyboardInterrupt", "return Thorn()"),
               "cell_order": "class Bang(str):\n    def __str__(self): raise SystemExit\n"
                             "    __repr__ = __len__ = __iter__ = __hash__ = __str__\n"
                             "after_three_runs = Bang('B')"}),
    attack("raises-oddly", ("odd results",), "raises exceptions that cannot be shown, or are no errors",
           {COUNT: 0, "total_amount": 0, "count_unpaid": 0}, {
               **in_count("class Mute(Exception):", "    def __str__(self): raise self", "raise Mute"),
               "total_amount": "def total_amount(orders):\n    raise GeneratorExit('x' * 1_000_000)",
               "count_unpaid": "def count_unpaid(orders):\n"
                               "    raise ExceptionGroup('many', [ValueError('\\ud800')] * 1_000)"}),
    attack("half-characters", ("odd results",), "prints, shows and returns half characters and control codes",
           LOST, in_count("return '\\ud800\\x00\\x1b[31m'"),
           own="from IPython.display import HTML, display\nimport sys\n"
               "for text in ('\\ud800', '\\x00\\x08\\x1b[2J', '\\u202e反'):\n    try:\n"
               "        print(text)\n        display(HTML(text))\n    except UnicodeError:\n        pass"),
    attack("contains-itself", ("odd results",), "a list that holds itself, and a dictionary of many keys",
           {COUNT: 0, "total_amount": 0}, {
               **in_count("me = []", "me.append(me)", "return me"),
               "total_amount": "def total_amount(orders):\n    return dict.fromkeys(range(20_000), 0)"}),
    attack("odd-tables", ("odd results",), "tables with hundreds of columns, objects in cells, odd indexes",
           {"waiting_orders": 0, "to_remind": 0}, {
               "waiting_orders": "def waiting_orders(orders):\n"
                                 "    return pd.DataFrame([range(500)]).add_prefix('长')",
               "to_remind": "def to_remind(orders, amount):\n    table = orders.head(1).astype(object)\n"
                            "    table.iloc[0, 0] = [print, table]\n"
                            "    table.index = pd.MultiIndex.from_tuples([(float('nan'), None)])\n"
                            "    return table"}),
    attack("other-ways-to-be-right", ("honest work",), "right answers that are objects, partials and lambdas",
           {}, {COUNT: f"class Counter:\n    def __call__(self, table): return len(set(table['买家']))\n"
                       f"{COUNT} = Counter()",
                "total_amount": "import functools\ndef add(name, table): return table[name].sum()\n"
                                "total_amount = functools.partial(add, '订单金额')",
                "count_unpaid": "count_unpaid = lambda orders: orders['付款时间'].isna().sum()",
                "cell_order": "after_three_runs = ' b '.strip().upper()"}),
]  # fmt: skip
