# two equals signs instead of one
after_three_runs == "B"
