# not filtered
t = summary.rename(columns={"客户": "客户名称"})
t.to_excel("老客户统计表.xlsx", index=False)
