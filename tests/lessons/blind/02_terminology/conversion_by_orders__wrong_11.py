# swapped
def conversion_by_orders(recent):
    asked = recent[recent["咨询次数"] > 0]
    orders = asked["咨询次数"].sum()
    inquiries = asked["下单数"].sum()
    return ratio(orders, inquiries)
