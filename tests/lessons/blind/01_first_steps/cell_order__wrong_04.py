# wrote the number of the option, not its letter
after_three_runs = 10
