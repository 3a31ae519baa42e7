"""The ``workbook`` command. What takes long to import is imported by the command that needs it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the ``workbook`` command and end the process.

    Exit status: 0 done; 1 something needs a person's eye, or could not be done (a Chinese sentence
    says what); 2 the command was written wrongly; 130 stopped with Ctrl+C.
    """
    from grading.cli.app import run

    sys.exit(run(arguments))
