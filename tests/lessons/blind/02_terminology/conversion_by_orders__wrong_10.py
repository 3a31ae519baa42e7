# the condition summed: number of rows with an order, not orders
def conversion_by_orders(recent):
    orders = ((recent["咨询次数"] > 0) & (recent["下单数"] > 0)).sum()
    inquiries = recent["咨询次数"].sum()
    return ratio(orders, inquiries)
