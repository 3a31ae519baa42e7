# counted four subtractions: chose A
after_three_runs = "A"
