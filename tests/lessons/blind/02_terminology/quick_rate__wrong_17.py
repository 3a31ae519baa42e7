# returns how many, does not divide
def quick_rate(served, seconds):
    quick = (served["等待秒数"] <= seconds).sum()
    return quick
