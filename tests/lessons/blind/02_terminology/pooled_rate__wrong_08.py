# rounds to two digits as in the text
def pooled_rate(daily):
    rate = round(ratio(daily["下单数"].sum(), daily["咨询次数"].sum()), 2)
    return rate
