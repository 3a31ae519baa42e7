"""What each lesson asks: references, cases, named mistakes and hints. Knows nothing of Jupyter."""
