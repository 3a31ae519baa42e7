"""The cell that runs before a learner's own, in every way of starting a kernel."""

# The collector is imported before any change of folder or file of a learner's gets in between.
# exit() and quit, harmless in a script's last line, would end a kernel a moment later. A cell that
# takes the streams away would leave every later question without an answer: each cell's end brings
# them back.
FIRST = """
import sys as _sys
import helpers.lab.collector as _first
def _first(*_, sys=_sys, shown=(_sys.stdout, _sys.stderr)):
    sys.stdout, sys.stderr = shown
get_ipython().ask_exit = lambda: None
get_ipython().events.register("post_run_cell", _first)
del _first, _sys
"""
