# percent
def pooled_rate(daily):
    rate = daily["下单数"].sum() / daily["咨询次数"].sum() * 100
    return rate
