# adds the rates, does not divide
def pooled_rate(daily):
    rates = daily["下单数"] / daily["咨询次数"]
    rate = rates.sum()
    return rate
