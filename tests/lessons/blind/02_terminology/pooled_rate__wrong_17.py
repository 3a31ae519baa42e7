# mixes the two: sum of daily rates over sum of inquiries
def pooled_rate(daily):
    rate = (daily["下单数"] / daily["咨询次数"]).sum() / daily["咨询次数"].sum()
    return rate
