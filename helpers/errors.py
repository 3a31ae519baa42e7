"""The one exception whose text is meant for people."""


class WorkbookError(Exception):
    """Something a learner or a teacher can mend.

    The message is one clear Chinese sentence: what is wrong, where, and what to do. The command line
    prints it without a traceback and exits with status 1.
    """
