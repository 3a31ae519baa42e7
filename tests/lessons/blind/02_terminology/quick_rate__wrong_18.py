# full-width <=
def quick_rate(served, seconds):
    quick = (served["等待秒数"] ＜= seconds).sum()
    return ratio(quick, len(served))
