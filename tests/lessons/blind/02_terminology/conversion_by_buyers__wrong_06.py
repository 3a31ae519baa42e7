# asked on any day and ordered on any day: not the same row
def conversion_by_buyers(recent):
    a = set(recent[recent["咨询次数"] > 0]["买家"])
    b = set(recent[recent["下单数"] > 0]["买家"])
    asked = len(a)
    converted = len(a & b)
    return ratio(converted, asked)
