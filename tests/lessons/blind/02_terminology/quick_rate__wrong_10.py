# table in place of a number
def quick_rate(served, seconds):
    quick = served[served["等待秒数"] <= seconds]
    return ratio(quick, len(served))
