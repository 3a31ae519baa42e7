# the raw orders
trades.to_excel("老客户统计表.xlsx", index=False)
