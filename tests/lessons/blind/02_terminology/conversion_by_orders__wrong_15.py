# forgot .sum(): two columns divided
def conversion_by_orders(recent):
    asked = recent[recent["咨询次数"] > 0]
    orders = asked["下单数"]
    inquiries = asked["咨询次数"]
    return ratio(orders, inquiries)
