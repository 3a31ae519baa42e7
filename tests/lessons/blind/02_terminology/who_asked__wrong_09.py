# wrote the name of the guess cell, not denominator
my_guess = "C"
