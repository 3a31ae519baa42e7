# full-width quotes
denominator = “C”
