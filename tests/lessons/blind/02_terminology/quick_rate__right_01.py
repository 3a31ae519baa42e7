# filter, then len
def quick_rate(served, seconds):
    fast = served[served["等待秒数"] <= seconds]
    quick = len(fast)
    return ratio(quick, len(served))
