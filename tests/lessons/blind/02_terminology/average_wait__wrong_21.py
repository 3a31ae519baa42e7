# filled with the mean
def average_wait(served, cap):
    s = served["等待秒数"]
    waits = s.fillna(s.mean()).clip(upper=cap)
    return ratio(waits.sum(), len(waits))
