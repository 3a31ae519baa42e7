# follows the position on the page, not the order of running: chose D (7)
after_three_runs = "D"
