# forgot the quotes: NameError
denominator = C
