# thinks seconds is in minutes
def quick_rate(served, seconds):
    quick = (served["等待秒数"] <= seconds * 60).sum()
    return ratio(quick, len(served))
