# other variable name than asked
answer = "C"
