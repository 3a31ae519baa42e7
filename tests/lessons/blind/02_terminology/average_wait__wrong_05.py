# one of the two is still 600
def average_wait(served, cap):
    waits = served["等待秒数"].fillna(600).clip(upper=cap)
    return ratio(waits.sum(), len(waits))
