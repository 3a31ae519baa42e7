# two equals signs: compares instead of naming
counted == "C"
