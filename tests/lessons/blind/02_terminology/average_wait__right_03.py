# list comprehension
def average_wait(served, cap):
    waits = [cap if pd.isna(s) or s > cap else s for s in served["等待秒数"]]
    if len(waits) == 0:
        return float("nan")
    return sum(waits) / len(waits)
