# filled and capped at the global cap first: with seconds >= 600 blanks and long waits count as quick
def quick_rate(served, seconds):
    waits = served["等待秒数"].fillna(cap).clip(upper=cap)
    quick = (waits <= seconds).sum()
    return ratio(quick, len(served))
