# count() in place of sum()
def conversion_by_orders(recent):
    asked = recent[recent["咨询次数"] > 0]
    orders = asked[asked["下单数"] > 0]["下单数"].count()
    inquiries = asked["咨询次数"].count()
    return ratio(orders, inquiries)
