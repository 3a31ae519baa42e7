"""The warm parent: has imported and once used all that lessons need; forks one child per submission.

For a lesson it forks a parent that has also run the cells that a whole class shares, and forks in its
turn. Neither ever runs a learner's code, nor knows anything that a child must not know.
"""

from __future__ import annotations

import gc
import os
import random
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from .first import FIRST
from .frames import PARENT, Message, pack, read
from .jail import in_namespaces, shut_in, wait_for, write_files
from .shell import Out, Shell, answer, new_shell, serve

# The first figure loads the backend that turns plots into pictures and sets what goes with it.
_PICTURES = "import matplotlib.pyplot as plt\nplt.close(plt.figure())"
# Everything that is slow when done for the first time; nothing of it stays but what was imported.
_WARM_UP = """
import io
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
_table = pd.DataFrame({"类别": ["甲", "乙"], "时间": pd.to_datetime(["2019-05-01", "2019-05-12"]), "数": [1.5, 2]})
display(_table, _table.groupby("类别")["数"].sum(), _table.pivot_table(index="类别", values="数"))
_ax = sns.barplot(_table, x="类别", y="数")
_ax.set_title("图")
plt.show()
_table.plot(x="时间", y="数")
plt.show()
_book = io.BytesIO()
_table.to_excel(_book)
pd.read_excel(_book)
pd.read_csv(io.StringIO(_table.to_csv()), parse_dates=["时间"])
_table.merge(_table, on="类别").sort_values("数_x")
"""
_FAILING = "没有这个名字"


def main(control: socket.socket) -> None:
    """Warm up, say so, and fork a child for each socket that comes, until ``control`` is closed."""
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"  # as ipykernel does
    out = Out()
    shell = new_shell(out)
    _warm_up(shell)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the processes between
    control.send(b"w")
    _fork_for(control, shell, out)


def _fork_for(control: socket.socket, shell: Shell, out: Out) -> None:
    """Fork for each socket that comes, a child or a lesson's parent, until ``control`` is closed."""
    while True:
        kind, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not descriptors:
            return
        with socket.socket(fileno=descriptors[0]) as channel:
            if os.fork() == 0:
                _leave(control, _be_parent if kind == PARENT else _be_child, shell, out, channel)


def _warm_up(shell: Shell) -> None:
    # in a cell, or pandas would take this for a terminal; sets fonts and plots up for good
    if not shell.run(FIRST):
        sys.exit("the grading edition cannot be imported")
    import matplotlib as mpl

    if not shell.run(_PICTURES):
        sys.exit("matplotlib cannot be used")
    kept = mpl.rcParams.copy()
    if not shell.run(_WARM_UP):
        sys.exit("warming up failed")
    shell.run(_FAILING)
    _ask(shell, sys.modules["helpers.lab.collector"])
    mpl.pyplot.close("all")
    mpl.rcParams.update(kept)
    shell.reset(new_session=True)
    shell.run("pass")  # counted as the first cell of a kernel is
    gc.collect()
    gc.freeze()  # or collections in each child would copy every page


def _ask(shell: Shell, collector: Any) -> None:
    """Ask one question, as a check cell would."""
    shell.user_ns["f"] = lambda x: x
    collector.collect(collector.question("f", "function", {"1": {"x": shell.user_ns["_table"]}}, 1))


Role = Callable[[Shell, Out, socket.socket, Message], None]


def _leave(
    control: socket.socket, role: Role, shell: Shell, out: Out, channel: socket.socket
) -> None:
    """Let this forked process forget the grader's socket and be something else; never returns."""
    try:
        control.close()
        settings = read(channel)
        if settings is not None:
            role(shell, out, channel, settings)
    finally:
        os._exit(0)


def _be_parent(shell: Shell, out: Out, channel: socket.socket, settings: Message) -> None:
    """Run a lesson's shared cells, each asked for like any cell; fork when the grader says so."""
    write_files(settings["files"], settings["work"])
    for stream in shell.streams:
        stream.adopt()
    out.connect(channel, settings["text_chars"])
    while (message := read(channel)) is not None:
        if message["code"] is None:
            out.disconnect()
            gc.collect()
            gc.freeze()
            _fork_for(channel, shell, out)
            return
        answer(shell, out, message)


def _be_child(shell: Shell, out: Out, channel: socket.socket, settings: Message) -> None:
    """Shut this process in and run what is asked."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    in_namespaces(lambda: _first_process(shell, out, channel, settings))


def _first_process(shell: Shell, out: Out, channel: socket.socket, settings: Message) -> None:
    shut_in(settings)
    channel.sendall(pack({"msg_type": "shut in"}))  # the kernel tells the grader who says so
    child = os.fork()
    if child:
        channel.close()
        wait_for(child)
        os._exit(0)
    out.connect(channel, settings["text_chars"])
    _new_luck()
    serve(shell, out, channel)


def _new_luck() -> None:
    """Let each child draw other random numbers, as a fresh Python does."""
    import numpy as np

    random.seed()
    np.random.seed()
