# takes out 交易关闭 as well
def spend_per_customer(trades):
    paid = trades[trades["付款时间"].notna() & (trades["交易状态"] != "交易关闭")]
    sales = paid["订单金额"].sum()
    buyers = paid["买家"].nunique()
    return ratio(sales, buyers)
