# thinks a rate may not exceed 1 and caps it
def conversion_by_orders(recent):
    asked = recent[recent["咨询次数"] > 0]
    orders = asked["下单数"].sum()
    inquiries = asked["咨询次数"].sum()
    return min(1, ratio(orders, inquiries))
