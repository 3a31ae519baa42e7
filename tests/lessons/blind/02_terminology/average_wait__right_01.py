# clip first, fill afterwards
def average_wait(served, cap):
    w = served["等待秒数"].clip(upper=cap)
    waits = w.fillna(cap)
    return ratio(waits.sum(), len(waits))
