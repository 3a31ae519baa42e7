# closing parenthesis missing
def average_wait(served, cap):
    waits = served["等待秒数"].fillna(cap).clip(upper=cap
    return ratio(waits.sum(), len(waits))
