# where: keep what is <= cap, all else (also blanks) becomes cap; mean
def average_wait(served, cap):
    waits = served["等待秒数"].where(served["等待秒数"] <= cap, cap)
    return waits.mean()
