# only prints the letter
print("C")
