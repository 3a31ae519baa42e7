# result not named rate; the return line fails
def pooled_rate(daily):
    result = ratio(daily["下单数"].sum(), daily["咨询次数"].sum())
    return rate
