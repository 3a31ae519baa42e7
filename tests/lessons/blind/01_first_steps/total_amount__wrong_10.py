# print, no return
def total_amount(orders):
    total = orders["订单金额"].sum()
    print("一共", total, "元")
