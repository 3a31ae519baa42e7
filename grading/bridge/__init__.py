"""Our classes that stand in nbgrader's configuration, and the calls of nbgrader's converters."""
