# takes the two people who asked and ordered (the numerator)
denominator = "D"
