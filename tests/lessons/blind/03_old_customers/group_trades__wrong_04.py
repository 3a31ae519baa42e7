# functions' names in Chinese
def group_trades(trades):
    table = trades.groupby(["客户", "交易状态"]).agg(订单数=("订单编号", "计数"), 金额合计=("交易金额", "求和")).reset_index()
    return table
