# literally copied the step: 表 does not exist
表.to_excel("老客户统计表.xlsx", index=False)
