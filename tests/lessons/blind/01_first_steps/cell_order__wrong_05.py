# full-width Chinese quotes
after_three_runs = “B”
