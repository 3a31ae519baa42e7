# reads the lesson file again, the parameter is thrown away
def spend_per_customer(trades):
    trades = pd.read_csv(dataset("paid_trades.csv"))
    paid = trades[trades["付款时间"].notna()]
    sales = paid["订单金额"].sum()
    buyers = paid["买家"].nunique()
    return ratio(sales, buyers)
