# the customer names as index with a label, so the index is the first column
t = summary.query("实际成交次数 >= 2 and 成交金额 > 40").set_index("客户")
with pd.ExcelWriter("./老客户统计表.xlsx") as w:
    t.to_excel(w, index_label="客户名称")
