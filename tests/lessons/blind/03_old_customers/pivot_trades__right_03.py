# two pivot tables joined side by side
def pivot_trades(trades):
    hang = ["客户", "交易状态"]
    shu = trades.pivot_table(index=hang, values="订单编号", aggfunc="count")
    qian = trades.pivot_table(index=hang, values="交易金额", aggfunc="sum")
    table = shu.join(qian)
    return table.rename(columns={"订单编号": "订单数", "交易金额": "金额合计"})
