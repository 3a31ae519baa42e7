# nunique of the wrong column (咨询次数, not 买家)
def conversion_by_buyers(recent):
    asked = recent[recent["咨询次数"] > 0]["咨询次数"].nunique()
    converted = recent[(recent["咨询次数"] > 0) & (recent["下单数"] > 0)]["下单数"].nunique()
    return ratio(converted, asked)
