# thinks the last run of the first cell does nothing: chose C (4)
after_three_runs = "C"
