def average_paid(orders):
    has_time = ~orders["付款时间"].isna()
    average = orders.loc[has_time, "订单金额"].mean()
    return average
