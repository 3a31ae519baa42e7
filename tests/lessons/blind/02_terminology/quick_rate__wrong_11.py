# only the first rounds in the numerator
def quick_rate(served, seconds):
    quick = ((served["轮次"] == 1) & (served["等待秒数"] <= seconds)).sum()
    return ratio(quick, len(served))
