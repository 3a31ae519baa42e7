# median in place of mean
def pooled_rate(daily):
    rates = daily["下单数"] / daily["咨询次数"]
    rate = rates.median()
    return rate
