# helper functions defined in the same cell
def tiao_chenggong(biao):
    return biao[biao["交易状态"] == "交易成功"]


def fen_zu(biao):
    return biao.groupby("客户", as_index=False).agg(实际成交次数=("订单编号", "count"), 成交金额=("交易金额", "sum")).round(2)


def old_customer_table(trades):
    """四步：挑出成功 → 分组 → 筛选 → 改名"""
    z = fen_zu(tiao_chenggong(trades))
    table = z[(z.实际成交次数 >= 2) & (z.成交金额 > 40)].rename(columns={"客户": "客户名称"})
    return table
