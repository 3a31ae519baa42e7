# all minus slow: the blanks count as quick
def quick_rate(served, seconds):
    slow = (served["等待秒数"] > seconds).sum()
    quick = len(served) - slow
    return ratio(quick, len(served))
