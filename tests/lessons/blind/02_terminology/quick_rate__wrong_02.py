# unanswered rounds left out of the denominator
def quick_rate(served, seconds):
    answered = served.dropna()
    quick = (answered["等待秒数"] <= seconds).sum()
    return ratio(quick, len(answered))
