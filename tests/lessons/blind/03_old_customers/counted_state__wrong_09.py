# picks two answers
counted = "BC"
