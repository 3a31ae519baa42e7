# sum for both values
def pivot_trades(trades):
    table = trades.pivot_table(index=["客户", "交易状态"], values=["订单编号", "交易金额"], aggfunc="sum")
    return table.rename(columns={"订单编号": "订单数", "交易金额": "金额合计"})
