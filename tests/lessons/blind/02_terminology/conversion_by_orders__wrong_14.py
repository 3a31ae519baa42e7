# rows in place of the sum of 咨询次数
def conversion_by_orders(recent):
    asked = recent[recent["咨询次数"] > 0]
    orders = asked["下单数"].sum()
    inquiries = len(asked)
    return ratio(orders, inquiries)
