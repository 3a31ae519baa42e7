"""Compare, diagnose, explain: pure functions over plain data.

Nothing here knows Jupyter, nbgrader or files. The same functions judge in the notebook and in the
grader, so that both give the same verdict for the same answer.
"""
