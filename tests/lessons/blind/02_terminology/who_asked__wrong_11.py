# not sure, gives two
denominator = "B 或 C"
