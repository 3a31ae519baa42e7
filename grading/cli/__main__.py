"""``python -m grading.cli`` is the ``workbook`` command."""

from grading.cli import main

main()
