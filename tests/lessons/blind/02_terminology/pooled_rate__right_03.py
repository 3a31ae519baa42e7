# mean over mean is the same as total over total
def pooled_rate(daily):
    return ratio(daily.下单数.mean(), daily.咨询次数.mean())
