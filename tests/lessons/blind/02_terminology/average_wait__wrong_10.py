# fillna on a line of its own, result not kept
def average_wait(served, cap):
    served["等待秒数"].fillna(cap)
    waits = served["等待秒数"].clip(upper=cap)
    return ratio(waits.sum(), len(waits))
