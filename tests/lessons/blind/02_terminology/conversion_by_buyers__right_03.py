# query + drop_duplicates + len
def conversion_by_buyers(recent):
    a = recent.query("咨询次数 > 0").drop_duplicates("买家")
    c = recent.query("咨询次数 > 0 and 下单数 > 0").drop_duplicates(subset=["买家"])
    return ratio(len(c), len(a))
