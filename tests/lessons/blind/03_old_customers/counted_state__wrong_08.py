# copied the comment line without changing it
counted = "你选的字母"
