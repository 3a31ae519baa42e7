# as_index=False, sorted by money from high to low
def group_trades(trades):
    table = trades.groupby(["客户", "交易状态"], as_index=False).agg(
        订单数=("订单编号", "size"),
        金额合计=("交易金额", "sum"),
    ).sort_values("金额合计", ascending=False)
    return table
