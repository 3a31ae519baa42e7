"""Reference solutions: one module per course task, plain typed pandas functions that know no Jupyter."""
