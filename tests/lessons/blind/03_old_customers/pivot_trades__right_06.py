# index keys the other way round
def pivot_trades(trades):
    table = trades.pivot_table(index=["交易状态", "客户"], values=["订单编号", "交易金额"], aggfunc={"订单编号": "count", "交易金额": "sum"})
    return table.rename(columns={"订单编号": "订单数", "交易金额": "金额合计"})
