# two Series put together, columns in another order, sorted by money
def old_customer_table(trades):
    ok = trades[trades["交易状态"].isin(["交易成功"])]
    money = ok.groupby("客户")["交易金额"].sum().round(2)
    times = ok.groupby("客户")["订单编号"].count()
    both = pd.DataFrame({"成交金额": money, "实际成交次数": times})
    both.index.name = "客户名称"
    both = both[both["实际成交次数"] >= 2]
    both = both[both["成交金额"] > 40]
    table = both.sort_values("成交金额", ascending=False).reset_index()
    return table
