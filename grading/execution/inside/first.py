"""The cell that runs before a learner's own, in every way of starting a kernel."""

# The collector is imported before any change of folder or file of a learner's gets in between.
# exit() and quit, harmless in a script's last line, would end a kernel a moment later. A cell that
# takes the streams away would leave every later question without an answer.
FIRST = """
import helpers.lab.collector as _first

def _first(_result, sys=__import__("sys"), streams=(__import__("sys").stdout, __import__("sys").stderr)):
    for name, stream in zip(("stdout", "stderr"), streams):
        if not all(hasattr(getattr(sys, name, None), has) for has in ("write", "flush")):
            setattr(sys, name, stream)

get_ipython().events.register("post_run_cell", _first)
get_ipython().ask_exit = lambda: None
del _first
"""
