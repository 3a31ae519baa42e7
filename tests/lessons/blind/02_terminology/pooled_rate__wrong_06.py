# forgot .sum() inside ratio
def pooled_rate(daily):
    rate = ratio(daily["下单数"], daily["咨询次数"])
    return rate
