# running totals in a loop
def pooled_rate(daily):
    # 从第一天加到最后一天
    top = bottom = 0
    for i in range(len(daily)):
        top = top + daily["下单数"].iloc[i]
        bottom = bottom + daily["咨询次数"].iloc[i]
    if bottom == 0:
        rate = None
    else:
        rate = top / bottom
    return rate
