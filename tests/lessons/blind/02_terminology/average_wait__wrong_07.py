# blanks dropped
def average_wait(served, cap):
    waits = served["等待秒数"].dropna().clip(upper=cap)
    return ratio(waits.sum(), len(waits))
