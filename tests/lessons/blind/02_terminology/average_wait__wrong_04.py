# 600 in place of cap
def average_wait(served, cap):
    waits = served["等待秒数"].fillna(600).clip(upper=600)
    return ratio(waits.sum(), len(waits))
