# only first rounds
def average_wait(served, cap):
    first = served[served["轮次"] == 1]
    waits = first["等待秒数"].fillna(cap).clip(upper=cap)
    return ratio(waits.sum(), len(waits))
