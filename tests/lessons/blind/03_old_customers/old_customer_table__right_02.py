# four steps exactly as listed, no rounding step (the list does not have one)
def old_customer_table(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    table = done.groupby("客户").agg(
        实际成交次数=("订单编号", "count"),
        成交金额=("交易金额", "sum"),
    ).reset_index()
    table = table[(table["实际成交次数"] >= 2) & (table["成交金额"] > 40)]
    table = table.rename(columns={"客户": "客户名称"})
    return table
