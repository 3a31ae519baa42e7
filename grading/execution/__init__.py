"""Running a learner's notebook inside a sandbox, behind one small interface (see ``api``)."""
