# blanks as 0 seconds are counted as quick
def quick_rate(served, seconds):
    quick = (served["等待秒数"].fillna(0) <= seconds).sum()
    return ratio(quick, len(served))
