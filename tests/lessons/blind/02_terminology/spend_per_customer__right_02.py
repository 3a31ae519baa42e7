# dict of buyer -> money, plain loop, None when nobody paid
def spend_per_customer(trades):
    """付款金额合计 ÷ 付款人数"""
    purse = {}
    for who, when, money in zip(trades["买家"], trades["付款时间"], trades["订单金额"]):
        if pd.isna(when):
            continue
        purse[who] = purse.get(who, 0) + money
    if len(purse) == 0:
        return None
    return sum(purse.values()) / len(purse)
