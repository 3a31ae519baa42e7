# 180 in place of seconds
def quick_rate(served, seconds):
    quick = (served["等待秒数"] <= 180).sum()
    return ratio(quick, len(served))
