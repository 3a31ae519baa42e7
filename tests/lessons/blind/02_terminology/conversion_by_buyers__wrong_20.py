# nobody asked gives 0, not missing
def conversion_by_buyers(recent):
    asked = recent[recent["咨询次数"] > 0]["买家"].nunique()
    converted = recent[(recent["咨询次数"] > 0) & (recent["下单数"] > 0)]["买家"].nunique()
    if asked == 0:
        return 0
    return converted / asked
