# missing quotes round the letter
after_three_runs = B
