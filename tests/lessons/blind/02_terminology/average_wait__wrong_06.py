# blanks as 0 seconds
def average_wait(served, cap):
    waits = served["等待秒数"].fillna(0).clip(upper=cap)
    return ratio(waits.sum(), len(waits))
