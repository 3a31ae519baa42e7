# unpaid money masked out, value_counts for the people
def spend_per_customer(trades):
    flag = trades["付款时间"].notnull()
    sales = trades["订单金额"].mask(~flag).sum()
    buyers = len(trades.loc[flag, "买家"].value_counts())
    return ratio(sales, buyers)
