# forgot the quotes, C is taken for a variable
counted = C
