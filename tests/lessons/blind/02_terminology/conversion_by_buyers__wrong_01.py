# counts rows, not different buyers
def conversion_by_buyers(recent):
    asked = len(recent[recent["咨询次数"] > 0])
    converted = len(recent[(recent["咨询次数"] > 0) & (recent["下单数"] > 0)])
    return ratio(converted, asked)
