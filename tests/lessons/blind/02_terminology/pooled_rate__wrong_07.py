# column of rates is returned
def pooled_rate(daily):
    rate = daily["下单数"] / daily["咨询次数"]
    return rate
