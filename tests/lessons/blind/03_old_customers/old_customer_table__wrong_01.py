# uses summary from outside instead of trades
def old_customer_table(trades):
    table = summary[(summary["实际成交次数"] >= 2) & (summary["成交金额"] > 40)]
    table = table.rename(columns={"客户": "客户名称"})
    return table
