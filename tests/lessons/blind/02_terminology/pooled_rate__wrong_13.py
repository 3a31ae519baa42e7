# orders per day: divided by the number of days
def pooled_rate(daily):
    rate = daily["下单数"].sum() / len(daily)
    return rate
