# top and bottom swapped
def conversion_by_buyers(recent):
    asked = recent[recent["咨询次数"] > 0]["买家"].nunique()
    converted = recent[(recent["咨询次数"] > 0) & (recent["下单数"] > 0)]["买家"].nunique()
    return ratio(asked, converted)
