# ratio of the two totals
def pooled_rate(daily):
    orders, times = daily["下单数"].sum(), daily["咨询次数"].sum()
    rate = ratio(orders, times)
    return rate
