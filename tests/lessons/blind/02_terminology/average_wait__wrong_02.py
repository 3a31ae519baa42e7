# blanks filled, no cap
def average_wait(served, cap):
    waits = served["等待秒数"].fillna(cap)
    return ratio(waits.sum(), len(waits))
