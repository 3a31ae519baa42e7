# min() of a column and a number
def average_wait(served, cap):
    waits = min(served["等待秒数"].fillna(cap), cap)
    return ratio(waits.sum(), len(waits))
