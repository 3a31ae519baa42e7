# rounds longer than cap thrown out
def average_wait(served, cap):
    waits = served["等待秒数"].fillna(cap)
    waits = waits[waits <= cap]
    return ratio(waits.sum(), len(waits))
