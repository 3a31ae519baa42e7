# all rounds of the month as the table
def quick_rate(served, seconds):
    quick = (rounds["等待秒数"] <= seconds).sum()
    return ratio(quick, len(rounds))
