"""What runs inside the sandbox of the warm parent. Nothing here may import the rest of ``grading``.

These modules are copied into the sandbox; outside only ``frames`` is used. Their own code is trusted,
and so is all that runs before a learner's first cell; nothing that a child says afterwards is.
"""
