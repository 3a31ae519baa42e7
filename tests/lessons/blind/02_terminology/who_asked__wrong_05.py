# == instead of =
denominator == "C"
