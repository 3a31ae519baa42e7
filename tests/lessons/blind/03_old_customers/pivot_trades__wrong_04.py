# copied the cell above
def pivot_trades(trades):
    table = trades.pivot_table(index="交易状态", values="订单编号", aggfunc=["count", "sum"])
    return table.rename(columns={"订单编号": "订单数", "交易金额": "金额合计"})
