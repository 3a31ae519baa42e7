# blanks not filled
def group_trades(trades):
    table = trades.groupby(["客户", "____"]).agg(订单数=("订单编号", "____"), 金额合计=("交易金额", "____")).reset_index()
    return table
