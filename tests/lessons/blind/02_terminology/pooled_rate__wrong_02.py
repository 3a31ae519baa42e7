# sum of the rates over the number of days: still an average of rates
def pooled_rate(daily):
    rates = daily["下单数"] / daily["咨询次数"]
    rate = rates.sum() / len(rates)
    return rate
