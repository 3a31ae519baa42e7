# a big title above the header line
old = summary[(summary["实际成交次数"] >= 2) & (summary["成交金额"] > 40)]
old = old.rename(columns={"客户": "客户名称"})
w = pd.ExcelWriter("老客户统计表.xlsx")
old.to_excel(w, index=False, startrow=1)
w.sheets["Sheet1"]["A1"] = "老客户统计表"
w.close()
