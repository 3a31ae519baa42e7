# name misspelt: quik
def quick_rate(served, seconds):
    quik = (served["等待秒数"] <= seconds).sum()
    return ratio(quick, len(served))
