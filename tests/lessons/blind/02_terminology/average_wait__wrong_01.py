# plain mean, blanks skipped and no cap
def average_wait(served, cap):
    waits = served["等待秒数"]
    return waits.mean()
