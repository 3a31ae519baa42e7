# half done: converted is missing
def conversion_by_buyers(recent):
    asked = recent[recent["咨询次数"] > 0]["买家"].nunique()
    return ratio(converted, asked)
