# counts those who paid, not those who ordered
def conversion_by_buyers(recent):
    asked = recent[recent["咨询次数"] > 0]["买家"].nunique()
    converted = recent[(recent["咨询次数"] > 0) & (recent["付款数"] > 0)]["买家"].nunique()
    return ratio(converted, asked)
