def total_amount(orders):
    return orders.loc[:, "订单金额"].sum()
