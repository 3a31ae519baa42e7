# counts the inquiries (5 times), not people
denominator = "A"
