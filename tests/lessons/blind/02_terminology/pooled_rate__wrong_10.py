# global recent is used, not daily
def pooled_rate(daily):
    asked = recent[recent["咨询次数"] > 0]
    rate = ratio(asked["下单数"].sum(), asked["咨询次数"].sum())
    return rate
