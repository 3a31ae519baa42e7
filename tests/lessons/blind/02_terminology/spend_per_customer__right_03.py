# ~isna, len(set())
def spend_per_customer(trades):
    p = trades[~trades["付款时间"].isna()]
    sales = p["订单金额"].sum()
    buyers = len(set(p["买家"]))
    return ratio(sales, buyers)
