# divides by the answered rounds (count of the old column)
def average_wait(served, cap):
    waits = served["等待秒数"].fillna(cap).clip(upper=cap)
    return ratio(waits.sum(), served["等待秒数"].count())
