# full-width quotes from the Chinese keyboard
counted = “C”
