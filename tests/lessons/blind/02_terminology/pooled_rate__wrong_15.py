# missing colon after def
def pooled_rate(daily)
    rate = ratio(daily["下单数"].sum(), daily["咨询次数"].sum())
    return rate
