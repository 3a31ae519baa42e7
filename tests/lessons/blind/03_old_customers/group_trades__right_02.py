# pivot table, then rename (the other road)
def group_trades(trades):
    p = pd.pivot_table(trades, index=["客户", "交易状态"], values=["订单编号", "交易金额"],
                       aggfunc={"订单编号": "count", "交易金额": "sum"})
    p = p.rename(columns={"订单编号": "订单数", "交易金额": "金额合计"}).reset_index()
    table = p[["客户", "交易状态", "订单数", "金额合计"]]
    return table
