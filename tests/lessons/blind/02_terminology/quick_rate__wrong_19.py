# if with a whole column
def quick_rate(served, seconds):
    quick = 0
    if served["等待秒数"] <= seconds:
        quick = quick + 1
    return ratio(quick, len(served))
