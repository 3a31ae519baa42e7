# uses the table of all rounds
def average_wait(served, cap):
    waits = rounds["等待秒数"].fillna(cap).clip(upper=cap)
    return ratio(waits.sum(), len(waits))
