# days above 100% thrown out before adding
def pooled_rate(daily):
    good = daily[daily["下单数"] <= daily["咨询次数"]]
    rate = ratio(good["下单数"].sum(), good["咨询次数"].sum())
    return rate
