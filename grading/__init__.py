"""What the teacher runs: release, intake, sandboxed grading, feedback, export, report."""

import sys

# jsonschema checks two formats of addresses by a grammar that takes 1.5 s to build whenever nbformat
# is imported; notebooks have no such fields. A name that is None here counts as not installed.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
