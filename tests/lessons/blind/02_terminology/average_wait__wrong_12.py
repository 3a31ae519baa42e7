# rounds of cap or more dropped, blanks too
def average_wait(served, cap):
    waits = served[served["等待秒数"] < cap]["等待秒数"]
    return ratio(waits.sum(), len(waits))
