# sum and count swapped
def group_trades(trades):
    table = trades.groupby(["客户", "交易状态"]).agg(订单数=("订单编号", "sum"), 金额合计=("交易金额", "count")).reset_index()
    return table
