# > 1: only those who asked or ordered more than once
def conversion_by_buyers(recent):
    asked = recent[recent["咨询次数"] > 1]["买家"].nunique()
    converted = recent[(recent["咨询次数"] > 1) & (recent["下单数"] > 1)]["买家"].nunique()
    return ratio(converted, asked)
