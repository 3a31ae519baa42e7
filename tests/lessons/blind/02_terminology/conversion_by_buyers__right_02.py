# filter step by step
def conversion_by_buyers(recent):
    come = recent[recent["咨询次数"] > 0]
    asked = come["买家"].nunique()
    bought = come[come["下单数"] > 0]
    converted = bought["买家"].nunique()
    return ratio(converted, asked)
