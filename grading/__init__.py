"""What the teacher runs: release, intake, sandboxed grading, feedback, export, report."""
