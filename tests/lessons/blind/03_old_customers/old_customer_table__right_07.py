# value_counts for the number, merge for the money
def old_customer_table(trades):
    done = trades.loc[trades["交易状态"].eq("交易成功"), ["客户", "交易金额"]]
    a = done["客户"].value_counts().reset_index()
    a.columns = ["客户名称", "实际成交次数"]
    b = done.groupby("客户")["交易金额"].sum().round(2).reset_index()
    b.columns = ["客户名称", "成交金额"]
    table = pd.merge(a, b, on="客户名称", how="inner")
    table = table[(table["实际成交次数"] >= 2) & (table["成交金额"] > 40)]
    return table
