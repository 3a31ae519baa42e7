# duplicates removed first, then filtered: only each buyer's first day is looked at
def conversion_by_buyers(recent):
    one = recent.drop_duplicates("买家")
    asked = len(one[one["咨询次数"] > 0])
    converted = len(one[(one["咨询次数"] > 0) & (one["下单数"] > 0)])
    return ratio(converted, asked)
