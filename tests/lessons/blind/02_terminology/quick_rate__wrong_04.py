# adds up seconds, not rounds
def quick_rate(served, seconds):
    quick = served[served["等待秒数"] <= seconds]["等待秒数"].sum()
    return ratio(quick, len(served))
