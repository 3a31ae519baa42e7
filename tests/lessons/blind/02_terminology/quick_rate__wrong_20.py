# copied from exercise 8
def quick_rate(served, seconds):
    quick = served["等待秒数"].fillna(seconds).clip(upper=seconds).sum()
    return ratio(quick, len(served))
