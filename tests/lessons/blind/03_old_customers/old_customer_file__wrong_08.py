# the total row added as Excel does
old = summary[(summary["实际成交次数"] >= 2) & (summary["成交金额"] > 40)]
old = old.rename(columns={"客户": "客户名称"})
zong = pd.DataFrame([["总计", old["实际成交次数"].sum(), old["成交金额"].sum()]], columns=old.columns)
old = pd.concat([old, zong])
old.to_excel("老客户统计表.xlsx", index=False)
