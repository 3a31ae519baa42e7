# the draft copied: mean of the daily rates
def pooled_rate(daily):
    rates = daily["下单数"] / daily["咨询次数"]
    rate = rates.mean()
    return rate
