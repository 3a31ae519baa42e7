"""Reference solutions: one module per course task, typed pandas functions, no Jupyter."""
