# count() of True/False counts every row
def quick_rate(served, seconds):
    quick = (served["等待秒数"] <= seconds).count()
    return ratio(quick, len(served))
