# the second key is the order number
def group_trades(trades):
    table = trades.groupby(["客户", "订单编号"]).agg(订单数=("订单编号", "count"), 金额合计=("交易金额", "sum")).reset_index()
    return table
