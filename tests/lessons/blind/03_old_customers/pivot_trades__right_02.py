# the same with reset_index so that it looks like exercise 3
def pivot_trades(trades):
    table = pd.pivot_table(data=trades, index=["客户", "交易状态"], aggfunc={"交易金额": "sum", "订单编号": "count"}, values=["交易金额", "订单编号"])
    table = table.reset_index()
    table = table[["客户", "交易状态", "订单编号", "交易金额"]]
    return table.rename(columns={"订单编号": "订单数", "交易金额": "金额合计"})
