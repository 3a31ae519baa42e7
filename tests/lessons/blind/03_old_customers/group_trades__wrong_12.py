# other column names than asked
def group_trades(trades):
    table = trades.groupby(["客户", "交易状态"]).agg(订单数量=("订单编号", "count"), 总金额=("交易金额", "sum")).reset_index()
    return table
