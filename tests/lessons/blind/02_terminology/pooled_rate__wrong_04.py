# upside down
def pooled_rate(daily):
    rate = daily["咨询次数"].sum() / daily["下单数"].sum()
    return rate
