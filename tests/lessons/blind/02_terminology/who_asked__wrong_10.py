# misspelt name
denomintor = "C"
