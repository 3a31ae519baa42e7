# lower= in place of upper=
def average_wait(served, cap):
    waits = served["等待秒数"].fillna(cap).clip(lower=cap)
    return ratio(waits.sum(), len(waits))
