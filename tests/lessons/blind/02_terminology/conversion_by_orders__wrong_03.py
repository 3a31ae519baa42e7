# paid orders, not orders
def conversion_by_orders(recent):
    asked = recent[recent["咨询次数"] > 0]
    orders = asked["付款数"].sum()
    inquiries = asked["咨询次数"].sum()
    return ratio(orders, inquiries)
