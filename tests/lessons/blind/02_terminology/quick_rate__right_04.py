# blanks filled with a very large number, between
def quick_rate(served, seconds):
    quick = served["等待秒数"].fillna(float("inf")).between(0, seconds).sum()
    return ratio(quick, served.shape[0])
