# left the example text in
denominator = "你选的字母"
