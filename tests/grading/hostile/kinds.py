"""The kinds of hostile and clumsy work that the suite must hold, each at least once."""

from __future__ import annotations

# What a notebook's code does while it runs.
RUNNING = (
    "endless loop",
    "interrupt-deaf loop",
    "input()",
    "sys.exit",
    "os._exit",
    "200 MB of output",
    "memory growth",
    "many slow cells",
    "80 figures",
    "warnings",
    "noisy threads",
    "chdir",
    "silenced session",
)
# What became of the notebook's file on its way.
FILE = (
    "deleted cells",
    "edited cells",
    "copied cells",
    "reordered cells",
    "wrong metadata",
    "missing metadata",
    "schema_version 1",
    "schema_version 99",
    "renamed notebook",
    "missing notebook",
    "two notebooks",
    "corrupt JSON",
    "deep JSON",
    "BOM",
    "GBK",
    "nbformat 3",
    "CRLF",
    "wrong kernelspec",
    "odd names",
    "odd ids",
    "20 MB notebook",
    "resubmission",
    "honest work",
)
# What is tried with the marks.
CHEATING = (
    "always-equal objects",
    "patched pandas.testing",
    "patched pandas",
    "patched builtins",
    "AST transformer",
    "input transformer",
    "patched run_cell",
    "patched session",
    "forged execute_result",
    "skip-execution",
    "edited points",
    "reading In",
    "reading frames",
    "reading hooks",
    "a pandas of one's own",
    "calling the reference",
    "odd results",
    "hostile result bytes",
)
# What is tried with the teacher's computer.
BREAKING_OUT = (
    "reading solutions",
    "reading classmates",
    "reading the gradebook",
    "writing the gradebook",
    "locking the gradebook",
    "symlinks",
    "`..` in archives",
    "zip bombs",
    "writing to home",
    "startup files",
    "loopback network",
    "unix sockets",
    "surviving processes",
    "fork bomb",
    "file bomb",
    "environment",
    "/proc",
    "script in outputs",
    "script in markdown",
    "no sandbox",
)
# How a class's work arrives.
ARRIVING = (
    "zip in a zip",
    "GBK names in a zip",
    "litter in a zip",
    "a copy's name",
    "two versions",
    "one student twice",
    "a name in a phrase",
    "an empty zip",
    "a locked zip",
    "another archive called zip",
)
KINDS = (*RUNNING, *FILE, *CHEATING, *BREAKING_OUT, *ARRIVING)
# Not a submission or an arrival: what happens to a class that was graded, or could not be.
WITH_TESTS_OF_THEIR_OWN = {"resubmission", "no sandbox"}
