# count and sum made apart, then merged
def group_trades(trades):
    keys = ["客户", "交易状态"]
    a = trades.groupby(keys)["订单编号"].count().reset_index(name="订单数")
    b = trades.groupby(keys)["交易金额"].sum().reset_index(name="金额合计")
    table = a.merge(b, on=keys)
    return table
