# capped, blanks not filled (they add 0 to the sum)
def average_wait(served, cap):
    waits = served["等待秒数"].clip(upper=cap)
    return ratio(waits.sum(), len(waits))
