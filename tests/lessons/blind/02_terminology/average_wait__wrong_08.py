# clip(cap) without upper= is the lower bound
def average_wait(served, cap):
    waits = served["等待秒数"].fillna(cap).clip(cap)
    return ratio(waits.sum(), len(waits))
