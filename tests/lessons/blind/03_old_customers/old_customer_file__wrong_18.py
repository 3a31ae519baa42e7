# uses table from inside a function
table.to_excel("老客户统计表.xlsx", index=False)
